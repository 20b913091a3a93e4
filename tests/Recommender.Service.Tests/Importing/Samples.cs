using System.IO.Compression;
using System.Text;

namespace Recommender.Service.Tests.Importing;

/// <summary>Small documents for tests.</summary>
internal static class Samples
{
    public const string Body = "The council voted on Tuesday to widen the old harbour wall before the winter storms.";

    public static string Rss(params string[] items) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" " +
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Courier</title><link>https://courier.example/</link>" +
        string.Concat(items) + "</channel></rss>";

    public static string Item(string id, string title = "Harbour", string? body = null, string? link = null,
        string date = "Mon, 02 Feb 2026 08:00:00 GMT") =>
        $"<item><guid isPermaLink=\"false\">{id}</guid><title>{title}</title><link>{link ?? $"https://courier.example/{id}"}</link>" +
        $"<pubDate>{date}</pubDate><description><![CDATA[<p>{body ?? Body}</p>]]></description></item>";

    public static string Atom(string inside) =>
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
        + "xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' " +
        "xmlns:media='http://search.yahoo.com/mrss/' xmlns:thr='http://purl.org/syndication/thread/1.0'><title type='text'>Courier</title>"
            + inside + "</feed>";

    public static string Line(string id, string title = "Harbour", string published = "2026-02-02T08:00:00Z") =>
        $$"""{"id":"{{id}}","url":"https://courier.example/{{id}}","title":"{{title}}","text":"{{Body}}","""
            + $$"""
            "published":"{{published}}"}
            """ + "\n";

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
