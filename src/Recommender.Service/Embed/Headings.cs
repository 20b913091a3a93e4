namespace Recommender.Service.Embed;

/// <summary>The default heading of a block, by language.</summary>
internal static class Headings
{
    private const string English = "Related articles";

    private static readonly Dictionary<string, string> ByLanguage = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cs"] = "Související články", ["da"] = "Relaterede artikler",
        ["de"] = "Mehr zum Thema", ["el"] = "Σχετικά άρθρα", ["en"] = English,
        ["es"] = "Artículos relacionados", ["fi"] = "Aiheeseen liittyviä artikkeleita",
        ["fr"] = "Articles liés", ["hu"] = "Kapcsolódó cikkek",
        ["it"] = "Articoli correlati", ["ja"] = "関連記事", ["ko"] = "관련 기사", ["nb"] = "Relaterte artikler", ["nl"] = "Gerelateerde artikelen",
        ["no"] = "Relaterte artikler", ["pl"] = "Powiązane artykuły", ["pt"] = "Artigos relacionados", ["ro"] = "Articole similare",
        ["ru"] = "Похожие статьи", ["sv"] = "Relaterade artiklar", ["tr"] = "İlgili haberler", ["uk"] = "Схожі статті", ["zh"] = "相关文章",
    };

    /// <param name="language">A BCP 47 tag, of which the first part counts; null or an unsupported language yields English.</param>
    public static string In(string? language) => ByLanguage.GetValueOrDefault(language?.Split('-')[0] ?? "", English);
}
