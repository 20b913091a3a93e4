using Recommender.Engine.Encoding;
using Recommender.Engine.Persistence;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class SparseRowsTests
{
    [Fact]
    public void Rows_come_back_as_they_were_given()
    {
        var rows = Rows(([1, 5], [0.5f, 0.25f]), ([], []), ([2], [1]));
        Assert.Equal(3, rows.Count);
        Assert.Equal([1, 5], rows[0].Ids);
        Assert.Equal([0.5f, 0.25f], rows[0].Weights);
        Assert.Equal(0, rows[1].Ids.Length);
        Assert.Equal([2], rows[2].Ids);
    }

    [Fact]
    public void Appended_rows_follow_however_often_one_appends()
    {
        var rows = Rows(([7], [7]));
        for (var i = 0; i < 50; i++)
        {
            rows.Append(Rows(([i, i + 1], [i, i + 1]), ([], [])));
        }

        Assert.Equal(101, rows.Count);
        Assert.Equal([7], rows[0].Ids);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal([i, i + 1], rows[1 + 2 * i].Ids);
            Assert.Equal([i, i + 1], rows[1 + 2 * i].Weights);
            Assert.Equal(0, rows[2 + 2 * i].Ids.Length);
        }
    }

    [Fact]
    public void Saved_rows_are_read_without_the_room_that_appending_left()
    {
        using var folder = new Folder();
        var rows = Rows(([1], [1]));
        rows.Append(Rows(([2, 3], [2, 3]), ([4], [4])));
        using (var writer = new ArrayWriter(folder.File("rows"), "rows", 1))
        {
            rows.Write(writer);
        }

        var read = ArrayReader.Read(folder.File("rows"), "rows", 1, SparseRows.Read);
        Assert.Equal(3, read.Count);
        Assert.Equal([2, 3], read[1].Ids);
        Assert.Equal([4f], read[2].Weights);
    }

    private static SparseRows Rows(params (int[], float[])[] rows) => SparseRows.From(rows);
}
