using System.Runtime.InteropServices;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks;

/// <summary>The candidates for a block from the model's list of a page: filtered, boosted and buried, sorted, and diversified.</summary>
internal sealed class ModelPicks(
    SiteSnapshot snapshot, BlockOptions options, BlockFilter filter, PageRules rules, ChosenArticles taken, List<LeftOut>? leftOut)
{
    /// <param name="page">The page's card.</param>
    /// <param name="length">The number of articles wanted.</param>
    public List<BlockItem> Take(int page, int length)
    {
        var candidates = Candidates(page);
        var picks = new List<BlockItem>(length);
        var diversity = new Diversity(
            options, place => snapshot.Articles[candidates[place].Card].Section, (a, b) => IsNear(candidates[a].Card, candidates[b].Card));
        // Lazily, because most of a list is not needed.
        foreach (var (place, _) in diversity.Apply(Free(candidates), length).Take(length))
        {
            var pick = candidates[place];
            picks.Add(new BlockItem(snapshot.Articles[pick.Card], pick.Score, BlockSource.Model) { Index = pick.Card });
        }

        return picks;
    }

    // Each article and each story once, at its best position.
    private IEnumerable<(int Place, float Score)> Free(List<Candidate> candidates)
    {
        for (var place = 0; place < candidates.Count; place++)
        {
            if (taken.Take(candidates[place].Card))
            {
                yield return (place, candidates[place].Weight);
            }
        }
    }

    private bool IsNear(int card, int other)
    {
        if (snapshot.DocumentOf(card) is not (>= 0 and var document))
        {
            return false;
        }

        var list = snapshot.Model!.Lists[document];
        var wanted = snapshot.DocumentOf(other);
        foreach (ref readonly var entry in list[..Diversity.NearestOf(list.Length)])
        {
            // If no card has two documents, adjacent numbers are enough.
            if (entry.Index == wanted || (snapshot.HasReplacedDocuments && snapshot.CardOfDocument[entry.Index] == other))
            {
                return true;
            }
        }

        return false;
    }

    // Permitted articles, best first.
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

            if (filter.MayAppear(related))
            {
                candidates.Add(new Candidate(related, entry.Score, entry.Score, Sort(entry.Score, related)));
            }
        }

        // In a separate pass: each card's data is anywhere in memory, and independent reads without work in between overlap.
        if (!rules.IsEmpty)
        {
            Weigh(candidates);
        }

        PutInOrder(CollectionsMarshal.AsSpan(candidates));
        return candidates;
    }

    // Removes excluded articles and applies boosts to the others.
    private void Weigh(List<Candidate> candidates)
    {
        var all = CollectionsMarshal.AsSpan(candidates);
        var kept = 0;
        foreach (ref readonly var candidate in all)
        {
            if (!IsExcluded(candidate.Card, out var factor))
            {
                all[kept++] = factor == 1 ? candidate
                    : candidate with { Weight = (float)(candidate.Score * factor), Sort = candidate.Sort + Math.Log2(factor) };
            }
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    // Insertion sort: a list is usually sorted already, or nearly so.
    private void PutInOrder(Span<Candidate> candidates)
    {
        for (var i = 1; i < candidates.Length; i++)
        {
            var (candidate, place) = (candidates[i], i);
            for (; place > 0 && candidates[place - 1].Sort <= candidate.Sort
                && Compare(in candidates[place - 1], in candidate) > 0; place--)
            {
                candidates[place] = candidates[place - 1];
            }

            candidates[place] = candidate;
        }
    }

    private bool IsExcluded(int card, out double factor)
    {
        var age = rules.LooksAtAges ? filter.AgeOf(card) : 0;
        if (rules.Admits(card, age, out factor))
        {
            return false;
        }

        leftOut?.Add(new LeftOut(snapshot.Articles[card], LeftOutReason.Excluded, rules.ExcludedBy(card, age)!, null));
        return true;
    }

    private int Compare(in Candidate a, in Candidate b)
    {
        var byScore = b.Sort != a.Sort ? b.Sort.CompareTo(a.Sort) : b.Score.CompareTo(a.Score);
        return byScore != 0 ? byScore : ArticleCard.CompareNewest(snapshot.Articles[a.Card], snapshot.Articles[b.Card]);
    }

    // As a logarithm: the product with a factor as small as that of age would underflow to 0 and lose the order. A factor of 0 comes last.
    private double Sort(float score, int card) => Math.Log2(Math.Max(score, 1e-6)) - filter.HalfLivesOf(card);

    /// <param name="Score">As shown.</param>
    /// <param name="Weight">The score multiplied by the boosts.</param>
    /// <param name="Sort">The sort key: the weight's binary logarithm minus the age in half-lives.</param>
    private readonly record struct Candidate(int Card, float Score, float Weight, double Sort);
}
