namespace Recommender.Service.Web;

/// <summary>Messages about what comes from outside: they quote it, and it may have any length and form.</summary>
internal static class MessageLine
{
    /// <summary>Maximum number of characters.</summary>
    public const int Longest = 1000;

    /// <summary>A message as one line of at most <see cref="Longest"/> characters.</summary>
    public static string Of(string message)
    {
        var line = message.Length <= Longest ? message
            : string.Concat(message.AsSpan(0, Longest - (char.IsHighSurrogate(message[Longest - 2]) ? 2 : 1)), "…");
        return line.Any(IsBreak) ? string.Concat(line.Select(c => IsBreak(c) ? ' ' : c)) : line;
    }

    private static bool IsBreak(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
