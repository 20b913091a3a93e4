namespace Recommender.Service.Importing.Crawling;

/// <summary>
/// Tells the articles of a site from its other pages. What each page says counts first, unless nearly all pages of the site say the same;
/// then what the pages that look like articles have in common (naive Bayes over template, folder and shape, whose labels are those first
/// guesses).
/// </summary>
internal sealed class SiteComparison
{
    /// <summary>The reason against a page if no single sign says so.</summary>
    public const string Unlike = "is unlike the articles of the site";

    // Said by more pages than this, a sign says nothing; of fewer pages, nothing can be said of what they share.
    private const double Common = 0.8;
    private const int Few = 6;
    private const int Rounds = 4;
    private const double Smoothing = 0.5;
    private const double Strongest = 2.5;

    private readonly HashSet<string> _common = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> _parents;
    private readonly IReadOnlySet<string> _folders;

    private SiteComparison(IReadOnlySet<string> parents, IReadOnlySet<string> folders) => (_parents, _folders) = (parents, folders);

    /// <param name="sample">Pages of the site, in any order.</param>
    /// <param name="parents">Paths below which there are several other pages.</param>
    /// <param name="folders">Folders in which the site's feed has articles.</param>
    public static SiteComparison Of(
        IReadOnlyCollection<(PageAddress Address, PageFacts Facts)> sample, IReadOnlySet<string> parents, IReadOnlySet<string> folders)
    {
        var made = new SiteComparison(parents, folders);
        if (sample.Count >= Few)
        {
            made.FindCommon(sample);
            made.Learn(sample);
        }

        return made;
    }

    /// <returns>Null for an article; otherwise the reason against it.</returns>
    public string? ReasonAgainst(PageAddress address, PageFacts facts)
    {
        var signs = SignsOf(address, facts).ToList();
        var score = signs.Sum(sign => sign.Weight) + Compare(address, facts);
        if (score > 0)
        {
            return null;
        }

        var worst = signs.Where(sign => sign.Weight < 0).OrderBy(sign => sign.Weight).FirstOrDefault();
        return worst.Name is null || worst.Weight > -1.4 ? Unlike : worst.Name;
    }

    private void FindCommon(IReadOnlyCollection<(PageAddress Address, PageFacts Facts)> sample)
    {
        var counts = sample.SelectMany(page => PageSigns.Of(page.Address, page.Facts, _parents, _folders)).GroupBy(sign => sign.Name);
        _common.UnionWith(counts.Where(sign => sign.Count() > Common * sample.Count && !PageSigns.IsAlways(sign.Key)
            && sign.First().Weight < 0).Select(sign => sign.Key));
    }

    private IEnumerable<(string Name, double Weight)> SignsOf(PageAddress address, PageFacts facts) =>
        PageSigns.Of(address, facts, _parents, _folders).Where(sign => !_common.Contains(sign.Name));

    private void Learn(IReadOnlyCollection<(PageAddress Address, PageFacts Facts)> sample)
    {
        var pages = sample.Select(page => (Guess: SignsOf(page.Address, page.Facts).Sum(sign => sign.Weight),
            Features: PageSigns.Features(page.Address, page.Facts).ToList())).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var yes = new Dictionary<string, double>(StringComparer.Ordinal);
            var no = new Dictionary<string, double>(StringComparer.Ordinal);
            var (allYes, allNo) = (0.0, 0.0);
            foreach (var (guess, features) in pages)
            {
                var chance = 1 / (1 + Math.Exp(-(guess + features.Sum(Weight))));
                (allYes, allNo) = (allYes + chance, allNo + 1 - chance);
                foreach (var feature in features)
                {
                    yes[feature] = yes.GetValueOrDefault(feature) + chance;
                    no[feature] = no.GetValueOrDefault(feature) + 1 - chance;
                }
            }

            // Without both kinds there is nothing to compare.
            if (allYes < 2 || allNo < 1.5)
            {
                _weights.Clear();
                return;
            }

            foreach (var feature in yes.Keys)
            {
                var (ofYes, ofNo) = (Share(yes[feature], allYes), Share(no[feature], allNo));
                _weights[feature] = Math.Clamp(Math.Log(ofYes / ofNo), -Strongest, Strongest) * PageSigns.Share(feature);
            }
        }
    }

    private static double Share(double some, double all) => (some + Smoothing) / (all + (2 * Smoothing));

    private double Compare(PageAddress address, PageFacts facts) => PageSigns.Features(address, facts).Sum(Weight);

    private double Weight(string feature) => _weights.GetValueOrDefault(feature);
}
