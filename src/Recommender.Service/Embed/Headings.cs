namespace Recommender.Service.Embed;

/// <summary>The default heading of a block, by language.</summary>
internal static class Headings
{
    private const string English = "Related articles";

    private static readonly Dictionary<string, string> ByLanguage = new(StringComparer.OrdinalIgnoreCase)
    {
        ["af"] = "Verwante artikels", ["am"] = "ተዛማጅ ጽሑፎች", ["ar"] = "مقالات ذات صلة", ["az"] = "Əlaqəli məqalələr",
        ["be"] = "Падобныя артыкулы", ["bg"] = "Свързани статии", ["bn"] = "সম্পর্কিত নিবন্ধ", ["bs"] = "Povezani članci",
        ["ca"] = "Articles relacionats", ["cs"] = "Související články", ["cy"] = "Erthyglau cysylltiedig", ["da"] = "Relaterede artikler",
        ["de"] = "Mehr zum Thema", ["el"] = "Σχετικά άρθρα", ["en"] = English, ["eo"] = "Rilataj artikoloj",
        ["es"] = "Artículos relacionados", ["et"] = "Seotud artiklid", ["eu"] = "Erlazionatutako artikuluak", ["fa"] = "مطالب مرتبط",
        ["fi"] = "Aiheeseen liittyviä artikkeleita", ["fil"] = "Mga kaugnay na artikulo", ["fr"] = "Articles liés",
        ["ga"] = "Ailt ghaolmhara", ["gl"] = "Artigos relacionados", ["gu"] = "સંબંધિત લેખો", ["he"] = "כתבות קשורות",
        ["hi"] = "संबंधित लेख", ["hr"] = "Povezani članci", ["hu"] = "Kapcsolódó cikkek", ["hy"] = "Առնչվող հոդվածներ",
        ["id"] = "Artikel terkait", ["is"] = "Tengdar greinar", ["it"] = "Articoli correlati", ["ja"] = "関連記事",
        ["ka"] = "მსგავსი სტატიები", ["kk"] = "Ұқсас мақалалар", ["km"] = "អត្ថបទពាក់ព័ន្ធ", ["kn"] = "ಸಂಬಂಧಿತ ಲೇಖನಗಳು",
        ["ko"] = "관련 기사", ["lo"] = "ບົດຄວາມທີ່ກ່ຽວຂ້ອງ", ["lt"] = "Susiję straipsniai", ["lv"] = "Saistītie raksti",
        ["mk"] = "Поврзани статии", ["ml"] = "ബന്ധപ്പെട്ട ലേഖനങ്ങൾ", ["mn"] = "Холбоотой нийтлэлүүд", ["mr"] = "संबंधित लेख",
        ["ms"] = "Artikel berkaitan", ["my"] = "ဆက်စပ်ဆောင်းပါးများ", ["nb"] = "Relaterte artikler", ["ne"] = "सम्बन्धित लेखहरू",
        ["nl"] = "Gerelateerde artikelen", ["nn"] = "Relaterte artiklar", ["no"] = "Relaterte artikler", ["pa"] = "ਸੰਬੰਧਿਤ ਲੇਖ",
        ["pl"] = "Powiązane artykuły", ["ps"] = "اړوندې مقالې", ["pt"] = "Artigos relacionados", ["ro"] = "Articole similare",
        ["ru"] = "Похожие статьи", ["si"] = "අදාළ ලිපි", ["sk"] = "Súvisiace články", ["sl"] = "Povezani članki",
        ["sq"] = "Artikuj të ngjashëm", ["sr"] = "Повезани чланци", ["sv"] = "Relaterade artiklar", ["sw"] = "Makala zinazohusiana",
        ["ta"] = "தொடர்புடைய கட்டுரைகள்", ["te"] = "సంబంధిత కథనాలు", ["th"] = "บทความที่เกี่ยวข้อง", ["tl"] = "Mga kaugnay na artikulo",
        ["tr"] = "İlgili haberler", ["uk"] = "Схожі статті", ["ur"] = "متعلقہ مضامین", ["uz"] = "O‘xshash maqolalar",
        ["vi"] = "Bài viết liên quan", ["zh"] = "相关文章",
        ["sr-Latn"] = "Povezani članci", ["zh-Hant"] = "相關文章", ["zh-HK"] = "相關文章", ["zh-MO"] = "相關文章", ["zh-TW"] = "相關文章",
        // Codes that were replaced, and still occur.
        ["in"] = "Artikel terkait", ["iw"] = "כתבות קשורות",
    };

    /// <param name="language">A BCP 47 tag, of which the first two parts count; null or an unsupported language yields English.</param>
    public static string In(string? language)
    {
        var parts = (language ?? "").Split('-', '_');
        return ByLanguage.GetValueOrDefault(string.Join('-', parts.Take(2)))
            ?? ByLanguage.GetValueOrDefault(parts[0], English);
    }

    /// <summary>The supported languages.</summary>
    public static IEnumerable<string> Languages => ByLanguage.Keys;
}
