using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Crawling;

/// <summary>What is kept of every page of a site, to tell articles from other pages by comparison.</summary>
/// <param name="Traits">What its markup says.</param>
/// <param name="HasDate">A date of publication was found.</param>
/// <param name="HasAuthor">An author was found.</param>
/// <param name="Text">Characters of its main text.</param>
internal sealed record PageFacts(PageTraits Traits, bool HasDate, bool HasAuthor, int Text);
