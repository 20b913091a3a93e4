using AngleSharp.Html.Dom;

namespace Recommender.Service.Importing.Pages;

/// <summary>The meta elements of a page, by name.</summary>
internal sealed class PageMetas
{
    // Far more than a page has.
    private const int Most = 1_000;

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string Value)> _all = [];

    /// <summary>All in the order of the page, as (name, value); one with several names stands once for each.</summary>
    public IReadOnlyList<(string Name, string Value)> InOrder => _all;

    public static PageMetas Of(IHtmlDocument page)
    {
        var metas = new PageMetas();
        foreach (var meta in page.QuerySelectorAll("meta[content]").Take(Most))
        {
            var value = meta.GetAttribute("content")?.Trim();
            if (string.IsNullOrEmpty(value))
            {
                continue;
            }

            metas.Add(meta.GetAttribute("property"), value);
            metas.Add(meta.GetAttribute("name"), value);
        }

        return metas;
    }

    /// <summary>The first value of the first of these names that the page has; null if it has none.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_values.TryGetValue(name, out var values))
            {
                return values[0];
            }
        }

        return null;
    }

    /// <summary>All values of a name, in the order of the page.</summary>
    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    // "property" may hold several names.
    private void Add(string? names, string value)
    {
        foreach (var name in (names ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!_values.TryGetValue(name, out var values))
            {
                _values[name] = values = [];
            }

            if (!values.Contains(value) && values.Count < Most)
            {
                values.Add(value);
            }

            _all.Add((name, value));
        }
    }
}
