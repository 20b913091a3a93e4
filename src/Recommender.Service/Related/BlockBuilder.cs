namespace Recommender.Service.Related;

/// <summary>
/// From an article's list to the block on its page, in this order: leave out what may not appear, sort, diversity, no story twice, fill, cut.
/// The same snapshot, request and time give the same block.
/// </summary>
public sealed class BlockBuilder(SiteSnapshot snapshot, BlockRequest request, BlockOptions options, DateTimeOffset now)
{
    private readonly DateTime _now = now.UtcDateTime;
    private readonly string? _language = request.Article < 0 ? null : snapshot.Articles[request.Article].Language;
    private readonly HashSet<int> _takenCards = [];
    private readonly HashSet<int> _takenStories = [];
    private readonly List<BlockItem> _items = new(request.Limit);

    public IReadOnlyList<BlockItem> Build()
    {
        foreach (var card in request.Excluded)
        {
            IsRepeat(card);
        }

        if (request.Article >= 0)
        {
            IsRepeat(request.Article);
            LeaveOutLinked(request.Article);
            TakeFromModel(request.Article);
        }

        var section = request.Article < 0 ? null : snapshot.Articles[request.Article].Section;
        if (request.Fallback || (options.MinimumScore > 0 && section is not null))
        {
            TakeNewest(snapshot.Articles.NewestInSection(section));
        }

        if (request.Fallback)
        {
            TakeNewest(snapshot.Articles.Newest);
        }

        return _items;
    }

    // Without their stories: the text links to one telling of a story, another may still be worth showing.
    private void LeaveOutLinked(int card)
    {
        if (options.AlreadyLinked || snapshot.DocumentOf(card) is not (>= 0 and var document))
        {
            return;
        }

        foreach (var target in snapshot.Model!.Lists.Links(document))
        {
            _takenCards.Add(snapshot.CardOfDocument[target]);
        }
    }

    private void TakeFromModel(int card)
    {
        var candidates = Candidates(card);
        var diversity = new Diversity(
            options, place => snapshot.Articles[candidates[place].Card].Section, (a, b) => IsNear(candidates[a].Card, candidates[b].Card));
        var places = diversity.Apply([.. candidates.Select((candidate, place) => (place, candidate.Score))], request.Limit);
        foreach (var (place, score) in places.Take(request.Limit))
        {
            _items.Add(new BlockItem(snapshot.Articles[candidates[place].Card], score, BlockSource.Model));
        }
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
    private List<Candidate> Candidates(int card)
    {
        var document = snapshot.DocumentOf(card);
        var entries = document >= 0 ? snapshot.Model!.Lists[document] : default;
        var candidates = new List<Candidate>(entries.Length);
        foreach (var entry in entries)
        {
            if (snapshot.CardOfDocument[entry.Index] is var related and >= 0
                && entry.Score >= options.MinimumScore && MayAppear(snapshot.Articles[related]))
            {
                candidates.Add(new Candidate(related, entry.Score, Sort(entry.Score, snapshot.Articles[related])));
            }
        }

        candidates.Sort(Compare);
        candidates.RemoveAll(candidate => IsRepeat(candidate.Card));
        return candidates;
    }

    private int Compare(Candidate a, Candidate b)
    {
        var byScore = b.Sort != a.Sort ? b.Sort.CompareTo(a.Sort) : b.Score.CompareTo(a.Score);
        return byScore != 0 ? byScore : ArticleCard.CompareNewest(snapshot.Articles[a.Card], snapshot.Articles[b.Card]);
    }

    // As a logarithm: a product with so small a number as age gives would be 0 for many, and their order lost.
    private double Sort(float score, ArticleCard card) => Math.Log2(Math.Max(score, 1e-6)) - HalfLives(card);

    // How many half-lives old; 0 where the site does not ask for it. An article from the future of its page is as fresh as can be.
    private double HalfLives(ArticleCard card) =>
        options.HalfLifeDays <= 0 || IsEvergreen(card) ? 0
        : card.PublishedOrNull is { } published ? Math.Max(0, (_now - published.UtcDateTime).TotalDays) / options.HalfLifeDays
        : double.MaxValue;

    private bool IsTooOld(ArticleCard card) =>
        options.MaxAgeDays > 0 && !IsEvergreen(card)
        && !(card.PublishedOrNull is { } published && (_now - published.UtcDateTime).TotalDays <= options.MaxAgeDays);

    private bool IsEvergreen(ArticleCard card) => options.EvergreenSections.Contains(card.Section, StringComparer.OrdinalIgnoreCase);

    private void TakeNewest(ReadOnlySpan<int> cards)
    {
        foreach (var card in cards)
        {
            if (_items.Count == request.Limit)
            {
                return;
            }

            if (MayAppear(snapshot.Articles[card]) && !IsRepeat(card))
            {
                _items.Add(new BlockItem(snapshot.Articles[card], null, BlockSource.Fallback));
            }
        }
    }

    private bool MayAppear(ArticleCard card) =>
        card.StandsAt(_now)
        && !IsTooOld(card)
        && (options.OtherLanguages || card.Language is null || _language is null || card.Language == _language)
        && (request.Sections.Count == 0 || request.Sections.Contains(card.Section, StringComparer.OrdinalIgnoreCase))
        && (request.Tags.Count == 0 || card.Tags.Any(tag => request.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)))
        && (request.From is null || card.Published >= request.From)
        && (request.Before is null || (card.Published < request.Before && card.PublishedOrNull is not null));

    /// <summary>True where the page has this article, or the same story in another article, already; if not, it has it from now on.</summary>
    private bool IsRepeat(int card)
    {
        if (!_takenCards.Add(card))
        {
            return true;
        }

        var document = snapshot.DocumentOf(card);
        return document >= 0 && !_takenStories.Add(snapshot.Model!.Lists.DuplicateGroup(document));
    }

    /// <param name="Card">The article.</param>
    /// <param name="Score">As it is shown.</param>
    /// <param name="Sort">As it is sorted by: the score's binary logarithm, less the half-lives of its age.</param>
    private readonly record struct Candidate(int Card, float Score, double Sort);
}
