using System.Text;
using System.Text.Json;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads JSON Lines: one object per line, with the fields of <see cref="JsonItem"/>. Blank lines are ignored.</summary>
internal static class JsonLinesItems
{
    /// <exception cref="ImportException">The last line is cut off; the items before it have been returned.</exception>
    public static IEnumerable<RawItem> Read(SourceContent content, DocumentFacts facts)
    {
        using var reader = content.OpenText();
        var number = 0;
        var line = new StringBuilder();
        while (ReadLine(reader, line, out var isTooLong, out var isClosed))
        {
            if (line.Length == 0 && !isTooLong)
            {
                continue;
            }

            number++;
            if (isTooLong)
            {
                yield return RawItem.Skip(number, null, $"is longer than {ImportLimits.ItemCharacters:N0} characters", unreadable: true);
                continue;
            }

            var (item, error) = Parse(line.ToString(), number, facts);
            if (error is not null && !isClosed)
            {
                throw new ImportException($"{content.Name}: breaks off in line {number}");
            }

            yield return item ?? RawItem.Skip(number, null, $"is not valid JSON: {error}", unreadable: true);
        }
    }

    private static (RawItem? Item, string? Error) Parse(string line, int number, DocumentFacts facts)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return (JsonObjects.Map(document.RootElement, number, facts), null);
        }
        // An unpaired surrogate in an escape sequence is detected only when the text is read.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (null, e.Message.Split(". Path", 2)[0].Split('.', 2)[0]);
        }
    }

    // TextReader.ReadLine would read a line of any length.
    private static bool ReadLine(TextReader reader, StringBuilder line, out bool isTooLong, out bool isClosed)
    {
        line.Clear();
        (isTooLong, isClosed) = (false, false);
        int next;
        while ((next = reader.Read()) >= 0)
        {
            if (next == '\n')
            {
                isClosed = true;
                break;
            }

            if (line.Length < ImportLimits.ItemCharacters)
            {
                line.Append((char)next);
            }
            else
            {
                isTooLong = true;
            }
        }

        while (line.Length > 0 && char.IsWhiteSpace(line[^1]))
        {
            line.Length--;
        }

        return isClosed || line.Length > 0 || isTooLong;
    }
}
