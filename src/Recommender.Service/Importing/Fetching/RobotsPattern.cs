using System.Globalization;
using System.Text;

namespace Recommender.Service.Importing.Fetching;

/// <summary>
/// A path pattern of robots.txt: "*" matches any characters, "$" at the end matches the end of the address. Not a regular expression: the
/// patterns come from outside, and one of any length must neither be refused nor take long.
/// </summary>
internal sealed class RobotsPattern
{
    private const string Unreserved = "-._~";
    private const string Reserved = "!&'()+,;=:@/?#[]";

    private readonly string[] _parts;
    private readonly bool _isWhole;

    public RobotsPattern(string path)
    {
        _isWhole = path.EndsWith('$');
        _parts = [.. (_isWhole ? path[..^1] : path).Split('*').Select(Octets)];
        Length = _parts.Sum(part => part.Length) + _parts.Length - 1 + (_isWhole ? 1 : 0);
    }

    /// <summary>How much it says: of two that match, the longer one counts.</summary>
    public int Length { get; }

    /// <summary>
    /// A path in the one spelling in which paths are compared (RFC 9309, 2.2.2): what is not ASCII as %-encoded UTF-8, %-encoded letters
    /// and digits as themselves, "*" and "$" encoded, since they mean something in patterns.
    /// </summary>
    public static string Octets(string path)
    {
        if (path.All(c => char.IsAsciiLetterOrDigit(c) || c == '/'))
        {
            return path;
        }

        var octets = new StringBuilder(path.Length + 16);
        var bytes = Encoding.UTF8.GetBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            var octet = bytes[i];
            var isEncoded = octet == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1])
                && char.IsAsciiHexDigit((char)bytes[i + 2]);
            if (isEncoded)
            {
                octet = byte.Parse([bytes[i + 1], bytes[i + 2]], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
            }

            var c = (char)octet;
            var isPlain = char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c, StringComparison.Ordinal)
                || (!isEncoded && Reserved.Contains(c, StringComparison.Ordinal));
            octets.Append(isPlain ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"%{octet:X2}"));
        }

        return octets.ToString();
    }

    /// <param name="path">Path and query of an address, as <see cref="Octets"/> writes it.</param>
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
