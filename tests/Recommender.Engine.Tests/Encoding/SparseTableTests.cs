using Recommender.Engine.Encoding;
using Recommender.Engine.Persistence;
using Xunit;

namespace Recommender.Engine.Tests.Encoding;

public sealed class SparseTableTests
{
    [Fact]
    public void Rows_are_read_as_written()
    {
        var rows = Table(([1, 5], [0.5f, 0.25f]), ([], []), ([2], [1])).Column(0);
        Assert.Equal(3, rows.Count);
        Assert.Equal([1, 5], rows[0].Ids);
        Assert.Equal([0.5f, 0.25f], rows[0].Weights);
        Assert.Equal(0, rows[1].Ids.Length);
        Assert.Equal([2], rows[2].Ids);
    }

    [Fact]
    public void Repeatedly_appended_rows_follow_in_order()
    {
        var table = Table(([7], [7]));
        var rows = table.Column(0);
        for (var i = 0; i < 50; i++)
        {
            table.Append(Table(([i, i + 1], [i, i + 1]), ([], [])));
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
    public void Saving_drops_the_spare_capacity_of_appending()
    {
        using var folder = new Folder();
        var table = Table(([1], [1]));
        table.Append(Table(([2, 3], [2, 3]), ([4], [4])));
        using (var writer = new ArrayWriter(folder.File("rows"), "rows", 1))
        {
            table.Write(writer);
        }

        var read = ArrayReader.Read(folder.File("rows"), "rows", 1, reader => SparseTable.Read(reader, 1)).Column(0);
        Assert.Equal(3, read.Count);
        Assert.Equal([2, 3], read[1].Ids);
        Assert.Equal([4f], read[2].Weights);
    }

    [Fact]
    public void Each_column_of_a_row_is_its_own_vector()
    {
        var table = new SparseTable(2);
        table.Add([1, 5], [0.5f, 0.25f]);
        table.Add([], []);
        table.Reserve(40);
        table.Add([], []);
        table.Add([3], [2]);
        Assert.Equal(2, table.Rows);
        Assert.Equal([1, 5], table[0, 0].Ids);
        Assert.Equal(0, table[0, 1].Ids.Length + table[1, 0].Ids.Length);
        Assert.Equal([2f], table.Column(1)[1].Weights);
    }

    [Theory]
    [InlineData(new[] { 0, 2, 4 }, new[] { 1, 2 })]
    [InlineData(new[] { 0, 4, 2 }, new[] { 1, 2 })]
    [InlineData(new[] { 0, 1, 2 }, new[] { 1, 2 })]
    [InlineData(new[] { 2, 2 }, new[] { 1, 2 })]
    public void Inconsistent_parts_are_rejected(int[] starts, int[] data)
    {
        using var folder = new Folder();
        using (var writer = new ArrayWriter(folder.File("rows"), "rows", 1))
        {
            writer.Write<int>(starts);
            writer.Write<int>(data);
        }

        Assert.Throws<InvalidDataException>(() => ArrayReader.Read(folder.File("rows"), "rows", 1, reader => SparseTable.Read(reader, 1)));
    }

    private static SparseTable Table(params (int[] Ids, float[] Weights)[] rows)
    {
        var table = new SparseTable(1);
        foreach (var (ids, weights) in rows)
        {
            table.Add(ids, weights);
        }

        return table;
    }
}
