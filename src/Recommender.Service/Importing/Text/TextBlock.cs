namespace Recommender.Service.Importing.Text;

/// <summary>A paragraph, heading or list item of a text.</summary>
internal readonly record struct TextBlock(int Start, int Length, bool IsBold)
{
    public int End => Start + Length;
}
