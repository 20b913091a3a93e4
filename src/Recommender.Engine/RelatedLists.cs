namespace Recommender.Engine;

/// <summary>The precomputed lists of all documents: what serving needs of a model. Immutable, compact, safe for concurrent use.</summary>
public sealed class RelatedLists
{
    private readonly string[] _ids;
    private readonly RelatedEntry[][] _lists;
    private readonly int[] _duplicateGroups;
    private readonly Dictionary<string, int> _byId;

    internal RelatedLists(string[] ids, RelatedEntry[][] lists, int[] duplicateGroups)
    {
        (_ids, _lists, _duplicateGroups) = (ids, lists, duplicateGroups);
        _byId = new Dictionary<string, int>(ids.Length, StringComparer.Ordinal);
        for (var i = 0; i < ids.Length; i++)
        {
            _byId[ids[i]] = i;
        }
    }

    /// <summary>The documents' ids; their positions are the indices that entries use.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>Best first; scores fall and lie in [0, 1].</summary>
    public ReadOnlySpan<RelatedEntry> this[int index] => _lists[index];

    /// <summary>Documents that tell the same story in almost the same words share a group.</summary>
    public int DuplicateGroup(int index) => _duplicateGroups[index];

    /// <summary>The index of a document, or -1.</summary>
    public int IndexOf(string id) => _byId.GetValueOrDefault(id, -1);

    /// <exception cref="InvalidDataException">The file is damaged or of another format version.</exception>
    public static RelatedLists Load(string file) => throw new NotImplementedException(file);

    public void Save(string file) => throw new NotImplementedException(file);
}

/// <summary>One related document.</summary>
/// <param name="Index">Index into <see cref="RelatedLists.Ids"/>.</param>
/// <param name="Score">Relatedness in [0, 1].</param>
public readonly record struct RelatedEntry(int Index, float Score);
