using Recommender.Service.Articles;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Importing.Pages;

/// <summary>Web pages with one short article, read as in an import.</summary>
internal static class MadePage
{
    public const string Address = "https://courier.example/news/ferry";

    public const string Sentence = "The ferry to the islands stays in the dock until its second engine has been rebuilt and tested.";

    /// <summary>Six different sentences, as paragraphs.</summary>
    public static readonly string Paragraphs = string.Concat(
        new[] { "first", "second", "third", "fourth", "fifth", "sixth" }.Select(
            day => $"<p>On the {day} day the captain told the harbour council, whose members listened to him, what the yard had "
                + $"found.</p>"));

    public static string Html(string head = "", string body = "") =>
        $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">{head}</head><body>{body}</body></html>";

    /// <summary>The page with these elements in its head, and an article with this heading.</summary>
    public static Task<Article> WithHeadAsync(string head, string heading = "The ferry stays in dock") =>
        ReadAsync(Html(head, $"<article><h1>{heading}</h1>{Paragraphs}</article>"));

    /// <param name="html">A whole page.</param>
    /// <param name="address">Null for a page of unknown address.</param>
    public static async Task<Article> ReadAsync(string html, string? address = Address)
    {
        await using var workshop = new Workshop();
        var file = workshop.Write("page.html", html);
        using var content = new SourceContent(file, file, address is null ? null : new Uri(address));
        var reading = new Reading(workshop.Get<ReadProcesses>(), TestContext.Current.CancellationToken);
        var item = await ArticleBuilder.BuildAsync(reading.Page(content), reading, workshop.Clock.GetUtcNow());
        return item.Article!;
    }
}
