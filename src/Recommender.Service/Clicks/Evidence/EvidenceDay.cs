using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Recommender.Service.Clicks.Evidence;

/// <summary>
/// The different clients of one day, of all sites. The salt is made by chance and lives here alone: when the day ends or the process stops,
/// nobody can say any more which client did what. Not safe for concurrent use.
/// </summary>
internal sealed class EvidenceDay
{
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(ClientHash.SaltBytes);
    private readonly ClientMarks _marks = new();
    private readonly Dictionary<EvidenceKey, EvidenceCount> _counts = [];
    private readonly HashSet<EvidenceKey> _changed = [];

    public ulong ClientOf(IPAddress? address) => ClientHash.Of(_salt, address);

    /// <summary>Counts that a client saw or clicked something, the first time.</summary>
    /// <returns>Whether it was the first time.</returns>
    public bool Count(ulong client, EvidenceKey key, bool isClick)
    {
        var action = ((ulong)(uint)key.GetHashCode() << 32) | (uint)key.Subject.GetHashCode(StringComparison.Ordinal);
        var isFirst = _marks.Mark(client, isClick ? ~action : action);
        if (isFirst)
        {
            Add(key, isClick);
        }

        return isFirst;
    }

    /// <summary>Counts something without asking whether it is the first time.</summary>
    public void Add(EvidenceKey key, bool isClick)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _);
        count = isClick ? count with { Clicked = count.Clicked + 1 } : count with { Seen = count.Seen + 1 };
        _changed.Add(key);
    }

    /// <summary>What changed since the last call, with its sums since the day or the process began.</summary>
    public List<(EvidenceKey Key, EvidenceCount Count)> TakeChanged()
    {
        var changed = _changed.Select(key => (key, _counts[key])).ToList();
        _changed.Clear();
        return changed;
    }

    /// <summary>Has these among the changes again.</summary>
    public void PutBack(IEnumerable<EvidenceKey> keys) => _changed.UnionWith(keys);
}
