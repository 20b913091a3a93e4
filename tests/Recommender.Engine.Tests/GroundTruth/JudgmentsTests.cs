using Recommender.Engine.GroundTruth;
using Xunit;

namespace Recommender.Engine.Tests.GroundTruth;

public sealed class JudgmentsTests
{
    [Fact]
    public void Lines_below_the_header_are_grouped_by_query()
    {
        var grades = Read("query\tarticle\tgrade\nq\ta\t1\nq\tb\t2.5\tnote\n\np\ta\t0\n").Grades;
        Assert.Equal(2.5, grades["q"]["b"]);
        Assert.Equal(0, grades["p"]["a"]);
        Assert.Equal(2, grades.Count);
    }

    [Fact]
    public void An_empty_file_contains_no_judgments()
    {
        Assert.Empty(Read("").Grades);
    }

    [Theory]
    [InlineData("q\ta")]
    [InlineData("q a 1")]
    [InlineData("q\ta\tgood")]
    [InlineData("q\ta\t4")]
    [InlineData("q\ta\t-1")]
    [InlineData("q\ta\tNaN")]
    public void An_error_names_a_malformed_line(string line)
    {
        var error = Assert.Throws<FormatException>(() => Read($"query\tarticle\tgrade\nq\tb\t1\n{line}\n"));
        Assert.Contains("line 3", error.Message, StringComparison.Ordinal);
    }

    private static Judgments Read(string text) => Judgments.Read(new StringReader(text));
}
