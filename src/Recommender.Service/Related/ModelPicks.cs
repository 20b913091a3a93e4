using Recommender.Service.Rules.Applying;

namespace Recommender.Service.Related;

/// <summary>What the model's list of a page gives its block: left out what may not appear, boosted and buried, sorted, diverse.</summary>
internal sealed class ModelPicks(
    SiteSnapshot snapshot, BlockOptions options, BlockFilter filter, PageRules rules, TakenArticles taken, List<LeftOut>? leftOut)
{
    /// <param name="page">The page's card.</param>
    /// <param name="length">How many are wanted.</param>
    public IEnumerable<BlockItem> Take(int page, int length)
    {
        var candidates = Candidates(page);
        var diversity = new Diversity(
            options, place => snapshot.Articles[candidates[place].Card].Section, (a, b) => IsNear(candidates[a].Card, candidates[b].Card));
        return diversity.Apply([.. candidates.Select((candidate, place) => (place, candidate.Weight))], length)
            .Take(length)
            .Select(pick => candidates[pick.Place])
            .Select(pick => new BlockItem(snapshot.Articles[pick.Card], pick.Score, BlockSource.Model) { Index = pick.Card });
    }

    private bool IsNear(int card, int other)
    {
        if (snapshot.DocumentOf(card) is not (>= 0 and var document))
        {
            return false;
        }

        var list = snapshot.Model!.Lists[document];
        for (var i = 0; i < Diversity.NearestOf(list.Length); i++)
        {
            if (snapshot.CardOfDocument[list[i].Index] == other)
            {
                return true;
            }
        }

        return false;
    }

    // Once each, what may appear, best first.
    private List<Candidate> Candidates(int page)
    {
        var document = snapshot.DocumentOf(page);
        var entries = document >= 0 ? snapshot.Model!.Lists[document] : default;
        var candidates = new List<Candidate>(entries.Length);
        foreach (var entry in entries)
        {
            if (snapshot.CardOfDocument[entry.Index] is not (>= 0 and var related) || entry.Score < options.MinimumScore)
            {
                continue;
            }

            var card = snapshot.Articles[related];
            if (filter.MayAppear(card) && !IsExcluded(related, card, out var factor))
            {
                candidates.Add(new Candidate(related, entry.Score, (float)(entry.Score * factor), Sort(entry.Score, factor, card)));
            }
        }

        candidates.Sort(Compare);
        candidates.RemoveAll(candidate => !taken.Take(candidate.Card));
        return candidates;
    }

    private bool IsExcluded(int related, ArticleCard card, out double factor)
    {
        factor = 1;
        if (rules.IsEmpty || rules.ExcludedBy(related, filter.AgeOf(card), out factor) is not { } rule)
        {
            return false;
        }

        leftOut?.Add(new LeftOut(card, LeftOutReason.Excluded, rule, null));
        return true;
    }

    private int Compare(Candidate a, Candidate b)
    {
        var byScore = b.Sort != a.Sort ? b.Sort.CompareTo(a.Sort) : b.Score.CompareTo(a.Score);
        return byScore != 0 ? byScore : ArticleCard.CompareNewest(snapshot.Articles[a.Card], snapshot.Articles[b.Card]);
    }

    // As a logarithm: a product with so small a number as age gives would be 0 for many, and their order lost. A factor of 0 comes after all.
    private double Sort(float score, double factor, ArticleCard card) =>
        Math.Log2(Math.Max(score, 1e-6)) + (factor == 1 ? 0 : Math.Log2(factor)) - filter.HalfLivesOf(card);

    /// <param name="Card">The article.</param>
    /// <param name="Score">As it is shown.</param>
    /// <param name="Weight">The score times what rules make of it.</param>
    /// <param name="Sort">As it is sorted by: the weight's binary logarithm, less the half-lives of its age.</param>
    private readonly record struct Candidate(int Card, float Score, float Weight, double Sort);
}
