namespace Recommender.Service.Importing.Fetching;

/// <summary>
/// A path pattern of robots.txt: "*" matches any characters, "$" at the end matches the end of the address. Not a regular expression: the
/// patterns come from outside, and one of any length must neither be refused nor take long.
/// </summary>
internal sealed class RobotsPattern
{
    private readonly string[] _parts;
    private readonly bool _isWhole;

    public RobotsPattern(string path) => (_parts, _isWhole) = (path.TrimEnd('$').Split('*'), path.EndsWith('$'));

    /// <param name="path">Path and query of an address.</param>
    public bool Matches(string path)
    {
        if (!path.StartsWith(_parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = _parts[0].Length;
        for (var i = 1; i < _parts.Length; i++)
        {
            var part = _parts[i];
            if (_isWhole && i == _parts.Length - 1)
            {
                return path.Length - at >= part.Length && path.EndsWith(part, StringComparison.Ordinal);
            }

            var found = path.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return !_isWhole || at == path.Length;
    }
}
