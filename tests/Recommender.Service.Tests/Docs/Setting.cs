namespace Recommender.Service.Tests.Docs;

/// <summary>One setting of the configuration page.</summary>
/// <param name="Section">Its section, with <c>NAME</c> for a site's name.</param>
/// <param name="About">The purpose of the section.</param>
/// <param name="Name">The key within the section.</param>
/// <param name="Type">In words: number, text, time, true or false, list.</param>
/// <param name="Default">Empty if there is none.</param>
/// <param name="Range">Empty if every value of the type is valid.</param>
/// <param name="PerSite">"yes", "only" (only in a site's section) or "no".</param>
internal sealed record Setting(
    string Section, string About, string Name, string Type, string Default, string Range, string PerSite, string Meaning);
