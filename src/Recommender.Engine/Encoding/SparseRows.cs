namespace Recommender.Engine.Encoding;

/// <summary>One column of a <see cref="SparseTable"/>: a sparse vector for each row.</summary>
internal sealed class SparseRows(SparseTable table, int column)
{
    public int Count => table.Rows;

    public SparseRow this[int row] => table[row, column];
}
