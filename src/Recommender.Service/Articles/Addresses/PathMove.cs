using System.Text.RegularExpressions;

namespace Recommender.Service.Articles.Addresses;

/// <summary>How paths were before and are now: two templates with the same named parts.</summary>
internal sealed partial class PathMove
{
    private const string Arrow = "->";
    private const string Rest = "rest";

    private readonly Template _before;
    private readonly Template _now;

    private PathMove(Template before, Template now) => (_before, _now) = (before, now);

    /// <summary>The same path on another host.</summary>
    public static PathMove Same { get; } = Parse("/{rest} -> /{rest}")!;

    /// <summary>Whether the current path follows from the former one.</summary>
    public bool LeadsOn => _now.Names.IsSubsetOf(_before.Names);

    /// <summary>Whether the former path follows from the current one.</summary>
    public bool LeadsBack => _before.Names.IsSubsetOf(_now.Names);

    public static bool IsValid(string text) => Parse(text) is not null;

    /// <summary>Null if the text is not two templates with the same names.</summary>
    public static PathMove? Parse(string text)
    {
        var sides = text.Split(Arrow, StringSplitOptions.TrimEntries);
        if (sides is not [['/', ..] before, ['/', ..] now] || before.Length + now.Length > 1000
            || Template.Of(before) is not { } from || Template.Of(now) is not { } to)
        {
            return null;
        }

        var move = new PathMove(from, to);
        return move.LeadsOn || move.LeadsBack ? move : null;
    }

    /// <summary>The current path of a former one, both as in <see cref="UrlKey"/> without the host; null if it does not fit.</summary>
    public string? On(string path) => LeadsOn ? _now.Fill(_before.Match(path)) : null;

    /// <summary>The former path of a current one; null if it does not fit.</summary>
    public string? Back(string path) => LeadsBack ? _before.Fill(_now.Match(path)) : null;

    [GeneratedRegex(@"\{([a-z0-9_]{1,40})\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    private sealed class Template
    {
        private readonly string _text;
        private readonly Regex _form;

        private Template(string text, Regex form, HashSet<string> names) => (_text, _form, Names) = (text, form, names);

        public HashSet<string> Names { get; }

        public static Template? Of(string written)
        {
            // As addresses are compared: without the ending, and with sorted parameters.
            var slot = 0;
            var parts = new List<string>();
            var plain = Part().Replace(written, match =>
            {
                parts.Add(match.Groups[1].Value.ToLowerInvariant());
                return $"RECOMMENDERPART{slot++}X";
            });
            if (plain.AsSpan().ContainsAny('{', '}', '#') || UrlKey.Of("https://a.example" + plain) is not { } key
                || parts.Count != parts.Distinct().Count())
            {
                return null;
            }

            var text = key["a.example".Length..];
            var form = Regex.Escape(text);
            for (var i = parts.Count - 1; i >= 0; i--)
            {
                form = form.Replace($"RECOMMENDERPART{i}X", parts[i] == Rest ? $"(?<{parts[i]}>.+)" : $"(?<{parts[i]}>[^/?&]+)",
                    StringComparison.Ordinal);
                text = text.Replace($"RECOMMENDERPART{i}X", $"{{{parts[i]}}}", StringComparison.Ordinal);
            }

            // Linear, whatever the template.
            return new Template(text, new Regex(
                $@"^{form}\z", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), [.. parts]);
        }

        public Match Match(string path) => _form.Match(path);

        public string? Fill(Match match) =>
            match.Success ? Part().Replace(_text, part => match.Groups[part.Groups[1].Value].Value) : null;
    }
}
