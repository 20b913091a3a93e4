using System.Buffers;

namespace Recommender.Service.Articles.Addresses;

/// <summary>The former hosts and paths of a site, as its settings name them. All addresses are as in <see cref="UrlKey"/>.</summary>
internal sealed class AddressMoves
{
    private static readonly SearchValues<char> s_notInNames = SearchValues.Create("*/?#@ ");

    private readonly HashSet<string> _hosts;
    private readonly List<string> _hostsOfCountries;
    private readonly List<PathMove> _paths;

    public AddressMoves(AddressOptions options)
    {
        var hosts = options.FormerHosts.Select(host => host.Trim().ToLowerInvariant()).ToList();
        _hosts = hosts.Where(host => !host.EndsWith(".*", StringComparison.Ordinal))
            .Select(host => UrlKey.Of("https://" + host)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _hostsOfCountries = [.. hosts.Where(host => host.EndsWith(".*", StringComparison.Ordinal)).Select(host => host[..^1])];
        _paths = [.. options.FormerPaths.Select(PathMove.Parse).OfType<PathMove>()];
    }

    /// <summary>Whether the settings name none.</summary>
    public bool IsEmpty => _hosts.Count == 0 && _hostsOfCountries.Count == 0 && _paths.Count == 0;

    /// <summary>The former hosts that are named in full.</summary>
    public IReadOnlyCollection<string> Hosts => _hosts;

    /// <summary>Whether former paths were on the site's present hosts, too.</summary>
    public bool HasPaths => _paths.Count > 0;

    public static bool IsHost(string text)
    {
        text = text.Trim();
        var name = text.EndsWith(".*", StringComparison.Ordinal) ? text[..^1] + "example" : text;
        return name.Contains('.', StringComparison.Ordinal) && !name.AsSpan().ContainsAny(s_notInNames)
            && Uri.TryCreate($"https://{name}/", UriKind.Absolute, out var url) && url.AbsolutePath == "/";
    }

    public bool IsFormerHost(string host) => _hosts.Contains(host) || _hostsOfCountries.Exists(
        // "blogspot.com", "blogspot.co.uk": no more than two short names.
        start => host.StartsWith(start, StringComparison.Ordinal) && host.Length - start.Length <= 6 && host.Length > start.Length);

    /// <summary>The address that a former address has now; null if the settings name none.</summary>
    /// <param name="former">The former address.</param>
    /// <param name="host">The site's present host.</param>
    public string? Now(string former, string host)
    {
        if (IsEmpty)
        {
            return null;
        }

        var (before, path) = Split(former);
        var isFormer = IsFormerHost(before);
        foreach (var move in _paths)
        {
            if ((isFormer || before == host) && move.On(path) is { } now)
            {
                return host + now;
            }
        }

        return isFormer ? host + path : null;
    }

    /// <summary>The addresses that an article may have had before, by the settings.</summary>
    public IEnumerable<string> Before(string address)
    {
        if (IsEmpty)
        {
            yield break;
        }

        var (host, path) = Split(address);
        foreach (var former in _hosts.Append(host))
        {
            foreach (var before in _paths.Select(move => move.Back(path)).OfType<string>())
            {
                yield return former + before;
            }

            if (former != host)
            {
                yield return former + path;
            }
        }
    }

    /// <summary>Host with port, and the rest.</summary>
    public static (string Host, string Path) Split(string address)
    {
        var end = address.AsSpan().IndexOfAny('/', '?');
        return end < 0 ? (address, "") : (address[..end], address[end..]);
    }
}
