namespace Recommender.Service.Demo;

/// <summary>A section of the demonstration's navigation.</summary>
/// <param name="Slug">The section's part of the page address.</param>
/// <param name="Name">The display name.</param>
/// <param name="Names">The sections that share the address; nearly always one.</param>
public sealed record DemoSection(string Slug, string Name, IReadOnlyList<string?> Names)
{
    public static string SlugOf(string name)
    {
        var words = new string([.. name.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]);
        var slug = string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length > 0 ? slug : "other";
    }
}
