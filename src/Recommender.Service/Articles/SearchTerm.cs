using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>A typed word, or a part of a typed run of characters in a script without blanks.</summary>
/// <param name="Text">In simple letters.</param>
/// <param name="Kind">The kind of its script.</param>
/// <param name="IsLast">True if it ends what was typed, and may be the beginning of a word.</param>
/// <param name="Forms">Other forms in which the word may be in a text: its stems, and the word without prefixes.</param>
internal sealed record SearchTerm(string Text, ScriptKind Kind, bool IsLast, IReadOnlyList<string> Forms)
{
    private const int LongEnough = 4;

    /// <summary>True if a word that begins with the text is meant, too.</summary>
    public bool IsBeginning => Kind == ScriptKind.Spaced ? Text.Length >= LongEnough || IsLast : Text.Length < IndexedText.PartOf(Kind);

    /// <summary>True if the word may have a typo: a word of four letters is meant.</summary>
    public bool MayHaveTypo => Kind == ScriptKind.Spaced && Text.Length >= LongEnough - 1;

    /// <summary>The condition on the index; each word is a quoted string without special characters.</summary>
    public string Condition(IEnumerable<string> similar)
    {
        // The beginnings of too many words begin with two letters.
        var typed = Quoted(Text, IsBeginning && (Kind != ScriptKind.Spaced || Text.Length >= 3));
        var ways = Forms.Select(form => Quoted(form, form.Length >= LongEnough)).Concat(similar.Select(word => Quoted(word, false)))
            .Prepend(typed).ToList();
        return ways.Count == 1 ? typed : $"({string.Join(" OR ", ways)})";
    }

    private static string Quoted(string word, bool isBeginning) => isBeginning ? $"\"{word}\" *" : $"\"{word}\"";
}
