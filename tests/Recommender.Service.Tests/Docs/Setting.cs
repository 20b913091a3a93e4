namespace Recommender.Service.Tests.Docs;

/// <summary>One setting, as the configuration page shows it.</summary>
/// <param name="Section">The section it lies in, with <c>NAME</c> for a site.</param>
/// <param name="About">What the section is for.</param>
/// <param name="Name">The key below the section.</param>
/// <param name="Type">In words: number, text, time, true or false, list.</param>
/// <param name="Default">Empty for none.</param>
/// <param name="Range">Empty if any value of the type is right.</param>
/// <param name="PerSite">"yes", "only" (in a site's section alone) or "no".</param>
/// <param name="Meaning">What it does.</param>
internal sealed record Setting(
    string Section, string About, string Name, string Type, string Default, string Range, string PerSite, string Meaning);
