using System.Runtime.InteropServices;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks;

/// <summary>What the model's list of a page gives its block: left out what may not appear, boosted and buried, sorted, diverse.</summary>
internal sealed class ModelPicks(
    SiteSnapshot snapshot, BlockOptions options, BlockFilter filter, PageRules rules, ChosenArticles taken, List<LeftOut>? leftOut)
{
    /// <param name="page">The page's card.</param>
    /// <param name="length">How many are wanted.</param>
    public List<BlockItem> Take(int page, int length)
    {
        var candidates = Candidates(page);
        var picks = new List<BlockItem>(length);
        var diversity = new Diversity(
            options, place => snapshot.Articles[candidates[place].Card].Section, (a, b) => IsNear(candidates[a].Card, candidates[b].Card));
        // One after the other, for most of a list is not needed.
        foreach (var (place, _) in diversity.Apply(Free(candidates), length).Take(length))
        {
            var pick = candidates[place];
            picks.Add(new BlockItem(snapshot.Articles[pick.Card], pick.Score, BlockSource.Model) { Index = pick.Card });
        }

        return picks;
    }

    // Each article and each story once, at its best place.
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
            // Where no card has two documents, numbers that lie side by side are enough.
            if (entry.Index == wanted || (snapshot.HasReplacedDocuments && snapshot.CardOfDocument[entry.Index] == other))
            {
                return true;
            }
        }

        return false;
    }

    // What may appear, best first.
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

        // After all have been looked at: what is read of each comes from anywhere in memory, and comes together where nothing stands between.
        if (!rules.IsEmpty)
        {
            Weigh(candidates);
        }

        PutInOrder(CollectionsMarshal.AsSpan(candidates));
        return candidates;
    }

    // Takes out what rules exclude, and weighs the others by what rules make of them.
    private void Weigh(List<Candidate> candidates)
    {
        var all = CollectionsMarshal.AsSpan(candidates);
        var kept = 0;
        foreach (ref readonly var candidate in all)
        {
            if (!IsExcluded(candidate.Card, out var factor))
            {
                all[kept++] = factor == 1 ? candidate : candidate with { Weight = (float)(candidate.Score * factor), Sort = candidate.Sort + Math.Log2(factor) };
            }
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    // By insertion: a list is in order already where nothing moves it, and else nearly so.
    private void PutInOrder(Span<Candidate> candidates)
    {
        for (var i = 1; i < candidates.Length; i++)
        {
            var (candidate, place) = (candidates[i], i);
            for (; place > 0 && candidates[place - 1].Sort <= candidate.Sort && Compare(in candidates[place - 1], in candidate) > 0; place--)
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

    // As a logarithm: a product with so small a number as age gives would be 0 for many, and their order lost. A factor of 0 comes after all.
    private double Sort(float score, int card) => Math.Log2(Math.Max(score, 1e-6)) - filter.HalfLivesOf(card);

    /// <param name="Card">The article.</param>
    /// <param name="Score">As it is shown.</param>
    /// <param name="Weight">The score times what rules make of it.</param>
    /// <param name="Sort">As it is sorted by: the weight's binary logarithm, less the half-lives of its age.</param>
    private readonly record struct Candidate(int Card, float Score, float Weight, double Sort);
}
