namespace Recommender.Service.Related;

/// <summary>
/// From an article's list to the block on its page, in this order: leave out what may not appear, sort, no story twice, fill, cut.
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
            TakeFromModel(Candidates(request.Article));
        }

        if (request.Fallback)
        {
            TakeNewest(snapshot.Articles.NewestInSection(request.Article < 0 ? null : snapshot.Articles[request.Article].Section));
            TakeNewest(snapshot.Articles.Newest);
        }

        return _items;
    }

    private List<Candidate> Candidates(int card)
    {
        var document = snapshot.DocumentOf(card);
        var entries = document >= 0 ? snapshot.Model!.Lists[document] : default;
        var candidates = new List<Candidate>(entries.Length);
        foreach (var entry in entries)
        {
            if (snapshot.CardOfDocument[entry.Index] is var related and >= 0)
            {
                candidates.Add(new Candidate(related, entry.Score));
            }
        }

        candidates.Sort(Compare);
        return candidates;
    }

    private int Compare(Candidate a, Candidate b)
    {
        var byScore = b.Score.CompareTo(a.Score);
        return byScore != 0 ? byScore : ArticleCard.CompareNewest(snapshot.Articles[a.Card], snapshot.Articles[b.Card]);
    }

    private void TakeFromModel(List<Candidate> candidates)
    {
        foreach (var (card, score) in candidates)
        {
            Take(card, score, BlockSource.Model);
        }
    }

    private void TakeNewest(ReadOnlySpan<int> cards)
    {
        foreach (var card in cards)
        {
            if (_items.Count == request.Limit)
            {
                return;
            }

            Take(card, null, BlockSource.Fallback);
        }
    }

    private void Take(int card, float? score, BlockSource source)
    {
        if (_items.Count < request.Limit && MayAppear(snapshot.Articles[card]) && !IsRepeat(card))
        {
            _items.Add(new BlockItem(snapshot.Articles[card], score, source));
        }
    }

    private bool MayAppear(ArticleCard card) =>
        card.StandsAt(_now)
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

    private readonly record struct Candidate(int Card, float Score);
}
