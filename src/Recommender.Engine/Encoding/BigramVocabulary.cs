namespace Recommender.Engine.Encoding;

/// <summary>Assigns ids to pairs of neighbouring terms within a block that occur in at least two documents.</summary>
internal sealed class BigramVocabulary
{
    // Neighbouring ids are small numbers that would collide if packed as they are. An odd factor spreads them and is invertible.
    private const long Mix = -7046029254386353131L;
    private const long Unmix = -1018231460777725123L;

    private readonly Dictionary<long, int> _ids;

    private BigramVocabulary(Dictionary<long, int> ids, int[] documentFrequency) => (_ids, DocumentFrequency) = (ids, documentFrequency);

    public int Count => _ids.Count;

    /// <summary>By bigram id: the number of documents that contain it.</summary>
    public int[] DocumentFrequency { get; }

    /// <summary>The pair's id, or -1.</summary>
    public int Find(int first, int second) => _ids.GetValueOrDefault(Pack(first, second), -1);

    /// <summary>The term pairs by bigram id, for saving.</summary>
    public (int First, int Second)[] Pairs()
    {
        var pairs = new (int, int)[Count];
        foreach (var (packed, id) in _ids)
        {
            var pair = packed * Unmix;
            pairs[id] = ((int)(pair >> 32), (int)pair);
        }

        return pairs;
    }

    public static BigramVocabulary Restore((int First, int Second)[] pairs, int[] documentFrequency)
    {
        var ids = new Dictionary<long, int>(pairs.Length);
        foreach (var (first, second) in pairs)
        {
            ids.Add(Pack(first, second), ids.Count);
        }

        return new BigramVocabulary(ids, documentFrequency);
    }

    public static BigramVocabulary Build(DocumentTerms[] documents)
    {
        // Most pairs occur in one document only. A small hash table filters those out, so the main table need not hold them.
        const int SeenBits = 27;
        var seenOnce = new System.Collections.BitArray(1 << SeenBits);
        var frequency = new Dictionary<long, (int Id, int Frequency)>();
        var own = new HashSet<long>();
        foreach (var document in documents)
        {
            PairsOf(document, own);
            foreach (var pair in own)
            {
                ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(frequency, pair);
                if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known))
                {
                    known.Frequency++;
                    continue;
                }

                var slot = (int)((ulong)pair >> (64 - SeenBits));
                if (seenOnce[slot])
                {
                    frequency.Add(pair, (frequency.Count, 2));
                }
                else
                {
                    seenOnce[slot] = true;
                }
            }
        }

        var documentFrequency = new int[frequency.Count];
        var ids = new Dictionary<long, int>(frequency.Count);
        foreach (var (pair, (id, count)) in frequency)
        {
            documentFrequency[id] = count;
            ids.Add(pair, id);
        }

        return new BigramVocabulary(ids, documentFrequency);
    }

    /// <summary>The bigram ids of a document, one entry per occurrence; pairs not in the vocabulary are omitted.</summary>
    public int[] Read(int[] title, int[] body, int[] blockEnds)
    {
        var ids = new List<int>(body.Length + title.Length);
        Add(title, 0, title.Length);
        var start = 0;
        foreach (var end in blockEnds)
        {
            Add(body, start, end);
            start = end;
        }

        return [.. ids];

        void Add(int[] terms, int from, int to)
        {
            for (var i = from + 1; i < to; i++)
            {
                if (terms[i - 1] >= 0 && terms[i] >= 0 && Find(terms[i - 1], terms[i]) is >= 0 and var id)
                {
                    ids.Add(id);
                }
            }
        }
    }

    private static void PairsOf(DocumentTerms document, HashSet<long> pairs)
    {
        pairs.Clear();
        for (var i = 1; i < document.Title.Length; i++)
        {
            pairs.Add(Pack(document.Title[i - 1], document.Title[i]));
        }

        var start = 0;
        foreach (var end in document.BlockEnds)
        {
            for (var i = start + 1; i < end; i++)
            {
                pairs.Add(Pack(document.Body[i - 1], document.Body[i]));
            }

            start = end;
        }
    }

    private static long Pack(int first, int second) => (((long)first << 32) | (uint)second) * Mix;
}
