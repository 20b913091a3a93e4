using Recommender.Service.Importing;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>What holds for every result, whatever the input.</summary>
internal static class Promises
{
    public static void Check(ReadItem item)
    {
        if (item.Article is not { } article)
        {
            IsOneLine(item.SkipReason ?? "");
            return;
        }

        Holds(article.Title is { Length: > 0 and <= 501 } && !article.Title.Any(IsBreak), "the title is a short line");
        Holds(!article.Text.Contains('\0', StringComparison.Ordinal), "the text has no NUL");
        Holds(article.Spans.All(span => span.Start >= 0 && span.Length >= 0 && span.Start + span.Length <= article.Text.Length),
            "spans are within the text");
        Holds(article.SourceId.Length > 0, "there is an id");
        foreach (var note in item.Notes)
        {
            IsOneLine(note);
        }
    }

    public static void IsOneLine(string message) =>
        Holds(message.Length is > 0 and < 10_000 && !message.Any(IsBreak),
            $"a message is one line: {message[..Math.Min(200, message.Length)]}");

    private static bool IsBreak(char c) => c is '\n' or '\r' or '\0';

    private static void Holds(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new BrokenPromiseException(what);
        }
    }

    private sealed class BrokenPromiseException(string what) : Exception(what);
}
