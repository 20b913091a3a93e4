namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>A number of a date.</summary>
/// <param name="At">The number of its token.</param>
/// <param name="Before">The mark that stands directly before it; '\0' for none.</param>
internal readonly record struct DateNumber(int Value, int Digits, int At, char Before, bool IsOrdinal)
{
    public bool IsYear => Digits == 4;
}
