using System.Text.Json;

namespace Recommender.Service.Tests.Importing.Budgets;

/// <summary>Small texts that cost a parser much.</summary>
internal static class Bombs
{
    /// <summary>Each paragraph repeats all formatting elements that are open before it.</summary>
    public static string Formatting(int elements, int paragraphs) => Many(elements, i => $"<em id={i}>") + Many(paragraphs, _ => "<p>wall");

    /// <summary>HTML that grows a parser's work with the square of <paramref name="size"/>.</summary>
    public static TheoryData<string> Html(int size) => new(
        "<p>" + Formatting(size, size * 4),
        // End tags that close nothing, and markup in comments.
        Many(size * 10, _ => "<section></em>"),
        Many(size * 10, _ => "<section><!-- </section> -->"),
        Many(size * 10, _ => "<section><script>'</section>'</script>"),
        // End tags that do not reach their element.
        Many(size * 10, _ => "<em><p></em></p>"),
        Many(size * 10, _ => "<p><section></p>"),
        "<p>" + Many(size, i => $"<u id={i}>") + "<table>" + Many(size, _ => "</u>") + "</table></p>" + Many(size * 4, _ => "<p>wall"),
        Many(size, _ => "<section><table><td></section>"),
        Many(size * 10, _ => "<tt><main>"),
        // What looks like text to a tokenizer alone.
        "<svg><style>" + Formatting(size, size * 4),
        "<svg><![CDATA[></svg>" + Many(size, _ => "<i>") + "]]>" + Formatting(size, size * 4),
        "<select><textarea></select>" + Formatting(size, size * 4));

    public static string Many(int count, Func<int, string> one) => string.Concat(Enumerable.Range(0, count).Select(one));

    /// <summary>A line of JSON Lines.</summary>
    public static string Line(string id, string html) =>
        JsonSerializer.Serialize(new { id, title = id, html, published = "2026-02-02" }) + "\n";
}
