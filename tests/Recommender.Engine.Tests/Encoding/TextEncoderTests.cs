using Microsoft.ML;
using Recommender.Engine.Encoding;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class TextEncoderTests
{
    private static readonly Document[] Site = Newsroom.Site(60);
    private static readonly CorpusTerms Corpus = Newsroom.Read(Site);
    private static readonly TextEncoder Encoder = Fit(seed: 1);

    [Fact]
    public void Every_document_has_a_vector_of_unit_length()
    {
        var vectors = Encode(Encoder);
        Assert.Equal(16, Encoder.Dimensions);
        Assert.All(vectors, v => Assert.Equal(1, Newsroom.Dot(v, v), 1e-4f));
    }

    [Fact]
    public void A_document_is_nearest_to_itself()
    {
        var vectors = Encode(Encoder);
        for (var i = 0; i < vectors.Length; i++)
        {
            Assert.Equal(i, Enumerable.Range(0, vectors.Length).MaxBy(j => Newsroom.Dot(vectors[i], vectors[j])));
        }
    }

    [Fact]
    public void The_nearest_other_document_has_the_same_topic()
    {
        var vectors = Encode(Encoder);
        for (var i = 0; i < vectors.Length; i++)
        {
            var nearest = Enumerable.Range(0, vectors.Length).Where(j => j != i).MaxBy(j => Newsroom.Dot(vectors[i], vectors[j]));
            Assert.Equal(Site[i].Section, Site[nearest].Section);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_vectors()
    {
        Assert.Equal(Encode(Encoder), Encode(Fit(seed: 1)));
    }

    [Fact]
    public void Vectors_do_not_depend_on_which_documents_are_encoded_together()
    {
        var alone = Encoder.Encode([Corpus.Documents[33]], Corpus.Terms.Words);
        Assert.Equal(Encode(Encoder)[33], alone);
    }

    [Fact]
    public void A_saved_encoder_gives_the_same_vectors_after_loading()
    {
        using var folder = new Folder();
        Encoder.Save(folder.File("encoder.zip"));
        var loaded = TextEncoder.Load(folder.File("encoder.zip"));
        Assert.Equal(Encoder.Dimensions, loaded.Dimensions);
        Assert.All(Encode(Encoder).Zip(Encode(loaded)), pair =>
            Assert.All(pair.First.Zip(pair.Second), n => Assert.Equal(n.First, n.Second, 1e-5f)));
    }

    [Fact]
    public void The_saved_zip_is_an_ML_NET_pipeline_from_text_to_embedding()
    {
        using var folder = new Folder();
        Encoder.Save(folder.File("encoder.zip"));
        var context = new MLContext(1);
        context.ComponentCatalog.RegisterAssembly(typeof(TextEncoder).Assembly);
        var pipeline = context.Model.Load(folder.File("encoder.zip"), out _);
        var embed = context.Model.CreatePredictionEngine<TextEncoder.TextRow, Embedded>(pipeline);
        var embedding = embed.Predict(
            new TextEncoder.TextRow { Title = "A ferry", Text = "The sailors and the captain left the pier in their vessel." }).Embedding;
        var nearest = Encode(Encoder).Select((v, i) => (Site[i].Section, Near: Newsroom.Dot(v, embedding))).MaxBy(d => d.Near);
        Assert.Equal("harbour", nearest.Section);
        Assert.Equal(1, Newsroom.Dot(embedding, embedding), 1e-4f);
    }

    [Fact]
    public void The_pipeline_in_the_zip_gives_the_same_vector_as_the_encoder()
    {
        using var folder = new Folder();
        Encoder.Save(folder.File("encoder.zip"));
        var context = new MLContext(1);
        context.ComponentCatalog.RegisterAssembly(typeof(TextEncoder).Assembly);
        var embed =
            context.Model.CreatePredictionEngine<TextEncoder.TextRow, Embedded>(context.Model.Load(folder.File("encoder.zip"), out _));
        var embedding = embed.Predict(new TextEncoder.TextRow { Title = Site[12].Title, Text = Site[12].Text }).Embedding;
        Assert.All(Encode(Encoder)[12].Zip(embedding), n => Assert.Equal(n.First, n.Second, 1e-5f));
    }

    [Fact]
    public void A_text_without_known_words_has_a_zero_vector()
    {
        var unknown = new DocumentTerms { Title = [-1], Body = [-1, -1], BlockEnds = [2], SentenceEnds = [2], Names = [] };
        Assert.All(Encoder.Encode([unknown], Corpus.Terms.Words), n => Assert.Equal(0, n));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Too_few_documents_give_no_dimensions(int count)
    {
        var corpus = Newsroom.Read(Site[..count]);
        var encoder = TextEncoder.Fit(corpus, corpus.Terms.Words, 16, 1);
        Assert.Equal(0, encoder.Dimensions);
        Assert.Empty(encoder.Encode(corpus.Documents, corpus.Terms.Words));
        using var folder = new Folder();
        encoder.Save(folder.File("encoder.zip"));
        Assert.Equal(0, TextEncoder.Load(folder.File("encoder.zip")).Dimensions);
    }

    [Fact]
    public void Few_documents_give_at_most_half_as_many_dimensions()
    {
        var corpus = Newsroom.Read(Site[..9]);
        Assert.Equal(4, TextEncoder.Fit(corpus, corpus.Terms.Words, 16, 1).Dimensions);
    }

    private static TextEncoder Fit(int seed) => TextEncoder.Fit(Corpus, Corpus.Terms.Words, 16, seed);

    private static float[][] Encode(TextEncoder encoder) =>
        [.. encoder.Encode(Corpus.Documents, Corpus.Terms.Words).Chunk(encoder.Dimensions)];

    private sealed class Embedded
    {
        public float[] Embedding { get; set; } = [];
    }
}
