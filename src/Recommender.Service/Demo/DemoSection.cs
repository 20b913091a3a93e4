namespace Recommender.Service.Demo;

/// <summary>A section as it stands in addresses and in the navigation.</summary>
/// <param name="Slug">What stands in addresses.</param>
/// <param name="Name">What readers see.</param>
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
