namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>A number, a word or a mark of a written date.</summary>
/// <param name="Text">A word in the form in which names are compared; a mark.</param>
/// <param name="Value">The value of a number; -1 if it has more than 18 digits.</param>
/// <param name="Digits">How many digits it was written with.</param>
/// <param name="Start">Its position in the text.</param>
/// <param name="IsSpaced">Whether white space precedes it.</param>
/// <param name="IsInside">Whether it stands in parentheses: comments do, and what is unknown there is ignored.</param>
internal readonly record struct DateToken(
    DateTokenKind Kind, string Text, long Value, int Digits, int Start, bool IsSpaced, bool IsInside)
{
    public bool IsNumber => Kind == DateTokenKind.Number;

    public bool IsWord => Kind == DateTokenKind.Word;

    public bool IsMark(char mark) => Kind == DateTokenKind.Mark && Text[0] == mark;
}
