using Recommender.Engine.Persistence;

namespace Recommender.Engine.Encoding;

/// <summary>Documents as vectors, column by column; row i of each column is document i. Documents can be appended.</summary>
internal sealed class EncodedDocuments
{
    /// <summary>The day number of an undated document.</summary>
    public const int Undated = int.MinValue;

    private const string Kind = "documents";
    private const int Version = 3;

    /// <summary>Maximum number of sentences of a body; in longer bodies neighbouring sentences are joined.</summary>
    public const int MaxSentences = 256;

    /// <summary>Number of vectors per document.</summary>
    public const int Columns = 7;

    private string[] _ids = [];
    private int[] _sentenceStarts = [0];
    private float[] _embeddings = [];
    private int[] _days = [];
    private int[] _sections = [];
    private int[] _authors = [];
    private int[] _languages = [];
    private int[] _lengths = [];

    public int Count => _ids.Length;

    public required string[] Ids { get => _ids; init => _ids = value; }

    /// <summary>The vectors of each document, in the order of the columns below.</summary>
    public required SparseTable Vectors
    {
        get;
        init
        {
            field = value;
            (Terms, Bigrams, Names, Leads) = (value.Column(0), value.Column(1), value.Column(2), value.Column(3));
            (Titles, TitleBigrams, Tags) = (value.Column(4), value.Column(5), value.Column(6));
        }
    }

    /// <summary>Title and body.</summary>
    public SparseRows Terms { get; private init; } = null!;

    /// <summary>Pairs of neighbouring terms of title and body.</summary>
    public SparseRows Bigrams { get; private init; } = null!;

    /// <summary>Capitalised phrases.</summary>
    public SparseRows Names { get; private init; } = null!;

    /// <summary>Title and the first words.</summary>
    public SparseRows Leads { get; private init; } = null!;

    public SparseRows Titles { get; private init; } = null!;

    public SparseRows TitleBigrams { get; private init; } = null!;

    public SparseRows Tags { get; private init; } = null!;

    /// <summary>
    /// The sentences of all bodies in sequence; those of document i are rows SentenceStarts[i] to SentenceStarts[i + 1], exclusive.
    /// </summary>
    public required SparseTable SentenceVectors
    {
        get;
        init => (field, Sentences) = (value, value.Column(0));
    }

    public SparseRows Sentences { get; private init; } = null!;

    public required int[] SentenceStarts { get => _sentenceStarts; init => _sentenceStarts = value; }

    /// <summary>Unit vectors of <see cref="Dimensions"/> numbers in sequence; may be longer than the documents need.</summary>
    public required float[] Embeddings { get => _embeddings; init => _embeddings = value; }

    public required int Dimensions { get; init; }

    /// <summary>Day of publication (UTC, as <see cref="DateOnly.DayNumber"/>), or <see cref="Undated"/>.</summary>
    public required int[] Days { get => _days; init => _days = value; }

    /// <summary>Section number, or -1; equal numbers mean equal sections.</summary>
    public required int[] Sections { get => _sections; init => _sections = value; }

    /// <summary>Author number, or -1.</summary>
    public required int[] Authors { get => _authors; init => _authors = value; }

    /// <summary>Language number; -1 if the language is unknown.</summary>
    public required int[] Languages { get => _languages; init => _languages = value; }

    /// <summary>Number of terms in title and body.</summary>
    public required int[] Lengths { get => _lengths; init => _lengths = value; }

    public ReadOnlySpan<float> Embedding(int row) => _embeddings.AsSpan(row * Dimensions, Dimensions);

    /// <summary>Appends documents encoded by the same encoder.</summary>
    public void Append(EncodedDocuments more)
    {
        var needed = (Count + more.Count) * Dimensions;
        if (_embeddings.Length < needed)
        {
            Array.Resize(ref _embeddings, needed + needed / 8);
        }

        more._embeddings.AsSpan(0, more.Count * Dimensions).CopyTo(_embeddings.AsSpan(Count * Dimensions));
        _sentenceStarts = [.. _sentenceStarts, .. more._sentenceStarts.Skip(1).Select(s => s + Sentences.Count)];
        Vectors.Append(more.Vectors);
        SentenceVectors.Append(more.SentenceVectors);
        _days = [.. _days, .. more._days];
        _sections = [.. _sections, .. more._sections];
        _authors = [.. _authors, .. more._authors];
        _languages = [.. _languages, .. more._languages];
        _lengths = [.. _lengths, .. more._lengths];
        _ids = [.. _ids, .. more._ids];
    }

    /// <summary>Copies some of the documents, in the given order, with room for more.</summary>
    /// <param name="rows">The documents to keep.</param>
    /// <param name="more">How many documents will be appended.</param>
    public EncodedDocuments Keep(int[] rows, int more)
    {
        var embeddings = new float[(rows.Length + more) * Dimensions];
        var (sentences, starts) = (new List<int>(), new int[rows.Length + 1]);
        for (var i = 0; i < rows.Length; i++)
        {
            Embedding(rows[i]).CopyTo(embeddings.AsSpan(i * Dimensions));
            sentences.AddRange(Enumerable.Range(_sentenceStarts[rows[i]], _sentenceStarts[rows[i] + 1] - _sentenceStarts[rows[i]]));
            starts[i + 1] = sentences.Count;
        }

        T[] Of<T>(T[] all) => Array.ConvertAll(rows, row => all[row]);
        return new EncodedDocuments
        {
            Ids = Of(_ids),
            Dimensions = Dimensions,
            Embeddings = embeddings,
            SentenceStarts = starts,
            Days = Of(_days),
            Sections = Of(_sections),
            Authors = Of(_authors),
            Languages = Of(_languages),
            Lengths = Of(_lengths),
            Vectors = Vectors.Keep(rows, more),
            SentenceVectors = SentenceVectors.Keep(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sentences),
                more * sentences.Count / Math.Max(1, rows.Length)),
        };
    }

    public void Save(string file)
    {
        using var writer = new ArrayWriter(file, Kind, Version);
        writer.Write(_ids);
        writer.Write(Dimensions);
        writer.Write<float>(_embeddings.AsSpan(0, Count * Dimensions));
        writer.Write<int>(_sentenceStarts);
        writer.Write<int>(_days);
        writer.Write<int>(_sections);
        writer.Write<int>(_authors);
        writer.Write<int>(_languages);
        writer.Write<int>(_lengths);
        Vectors.Write(writer);
        SentenceVectors.Write(writer);
    }

    public static EncodedDocuments Load(string file) => ArrayReader.Read(file, Kind, Version, reader => new EncodedDocuments
    {
        Ids = reader.ReadStrings(),
        Dimensions = reader.ReadInt(),
        Embeddings = reader.ReadArray<float>(),
        SentenceStarts = reader.ReadArray<int>(),
        Days = reader.ReadArray<int>(),
        Sections = reader.ReadArray<int>(),
        Authors = reader.ReadArray<int>(),
        Languages = reader.ReadArray<int>(),
        Lengths = reader.ReadArray<int>(),
        Vectors = SparseTable.Read(reader, Columns),
        SentenceVectors = SparseTable.Read(reader, 1),
    });
}
