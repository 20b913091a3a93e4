namespace Recommender.Service.Importing.Formats;

/// <summary>A line of posts.csv in Substack's export.</summary>
/// <param name="Id">As "123401.the-new-bridge", which is the name of the file with the text too.</param>
/// <param name="Audience">everyone, only_free, only_paid or founding.</param>
/// <param name="Type">newsletter, podcast, thread and others.</param>
internal sealed record SubstackRow(
    string Id, string? Title, string? Subtitle, string? Date, bool IsPublished, string? Audience, string? Type);
