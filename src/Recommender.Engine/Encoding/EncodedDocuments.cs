using Recommender.Engine.Persistence;

namespace Recommender.Engine.Encoding;

/// <summary>Documents as vectors, column by column; row i of each column is document i. Documents can be appended.</summary>
internal sealed class EncodedDocuments
{
    /// <summary>A day that stands for "undated".</summary>
    public const int Undated = int.MinValue;

    private const string Kind = "documents";
    private const int Version = 1;

    private string[] _ids = [];
    private int[] _passageStarts = [0];
    private float[] _embeddings = [];
    private int[] _days = [];
    private int[] _sections = [];
    private int[] _authors = [];
    private int[] _languages = [];
    private int[] _lengths = [];

    public int Count => _ids.Length;

    public required string[] Ids { get => _ids; init => _ids = value; }

    /// <summary>Title and body.</summary>
    public required SparseRows Terms { get; init; }

    /// <summary>Pairs of neighbouring terms of title and body.</summary>
    public required SparseRows Bigrams { get; init; }

    /// <summary>Capitalised phrases.</summary>
    public required SparseRows Names { get; init; }

    /// <summary>Title and the first words.</summary>
    public required SparseRows Leads { get; init; }

    public required SparseRows Titles { get; init; }

    public required SparseRows TitleBigrams { get; init; }

    public required SparseRows Tags { get; init; }

    /// <summary>Passages of all bodies, one after the other; those of document i are rows PassageStarts[i] up to PassageStarts[i + 1].</summary>
    public required SparseRows Passages { get; init; }

    public required int[] PassageStarts { get => _passageStarts; init => _passageStarts = value; }

    /// <summary>Unit vectors of <see cref="Dimensions"/> numbers, one after the other; may be longer than the documents need.</summary>
    public required float[] Embeddings { get => _embeddings; init => _embeddings = value; }

    public required int Dimensions { get; init; }

    /// <summary>Day of publication (UTC, as <see cref="DateOnly.DayNumber"/>), or <see cref="Undated"/>.</summary>
    public required int[] Days { get => _days; init => _days = value; }

    /// <summary>Section's number, or -1; equal numbers are equal sections.</summary>
    public required int[] Sections { get => _sections; init => _sections = value; }

    /// <summary>Author's number, or -1.</summary>
    public required int[] Authors { get => _authors; init => _authors = value; }

    /// <summary>Language's number; documents of unknown language have -1.</summary>
    public required int[] Languages { get => _languages; init => _languages = value; }

    /// <summary>Number of terms of title and body.</summary>
    public required int[] Lengths { get => _lengths; init => _lengths = value; }

    public ReadOnlySpan<float> Embedding(int row) => _embeddings.AsSpan(row * Dimensions, Dimensions);

    /// <summary>Adds documents that the same encoder encoded.</summary>
    public void Append(EncodedDocuments more)
    {
        var needed = (Count + more.Count) * Dimensions;
        if (_embeddings.Length < needed)
        {
            Array.Resize(ref _embeddings, needed + needed / 8);
        }

        more._embeddings.AsSpan(0, more.Count * Dimensions).CopyTo(_embeddings.AsSpan(Count * Dimensions));
        _passageStarts = [.. _passageStarts, .. more._passageStarts.Skip(1).Select(s => s + Passages.Count)];
        Terms.Append(more.Terms);
        Bigrams.Append(more.Bigrams);
        Names.Append(more.Names);
        Leads.Append(more.Leads);
        Titles.Append(more.Titles);
        TitleBigrams.Append(more.TitleBigrams);
        Tags.Append(more.Tags);
        Passages.Append(more.Passages);
        _days = [.. _days, .. more._days];
        _sections = [.. _sections, .. more._sections];
        _authors = [.. _authors, .. more._authors];
        _languages = [.. _languages, .. more._languages];
        _lengths = [.. _lengths, .. more._lengths];
        _ids = [.. _ids, .. more._ids];
    }

    public void Save(string file)
    {
        using var writer = new ArrayWriter(file, Kind, Version);
        writer.Write(_ids);
        writer.Write(Dimensions);
        writer.Write<float>(_embeddings.AsSpan(0, Count * Dimensions));
        writer.Write<int>(_passageStarts);
        writer.Write<int>(_days);
        writer.Write<int>(_sections);
        writer.Write<int>(_authors);
        writer.Write<int>(_languages);
        writer.Write<int>(_lengths);
        foreach (var rows in (SparseRows[])[Terms, Bigrams, Names, Leads, Titles, TitleBigrams, Tags, Passages])
        {
            rows.Write(writer);
        }
    }

    public static EncodedDocuments Load(string file) => ArrayReader.Read(file, Kind, Version, reader => new EncodedDocuments
    {
        Ids = reader.ReadStrings(),
        Dimensions = reader.ReadInt(),
        Embeddings = reader.ReadArray<float>(),
        PassageStarts = reader.ReadArray<int>(),
        Days = reader.ReadArray<int>(),
        Sections = reader.ReadArray<int>(),
        Authors = reader.ReadArray<int>(),
        Languages = reader.ReadArray<int>(),
        Lengths = reader.ReadArray<int>(),
        Terms = SparseRows.Read(reader),
        Bigrams = SparseRows.Read(reader),
        Names = SparseRows.Read(reader),
        Leads = SparseRows.Read(reader),
        Titles = SparseRows.Read(reader),
        TitleBigrams = SparseRows.Read(reader),
        Tags = SparseRows.Read(reader),
        Passages = SparseRows.Read(reader),
    });
}
