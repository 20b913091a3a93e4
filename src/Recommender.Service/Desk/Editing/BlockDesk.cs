using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;
using Recommender.Service.Desk.Search;
using Recommender.Service.Editing;
using Recommender.Service.Editing.Blocks;
using Recommender.Service.Editing.States;
using Recommender.Service.Embed;
using Recommender.Service.People;
using Recommender.Service.Related.Explaining;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>Prepares the page of one article's block.</summary>
internal sealed class BlockDesk(
    EditedBlocks edited, SiteBlockOptions settings, BlockHtml html, AskedBlocks asked, BlockExplainer explainer, RuleStore rules,
    RuleReversals reversals, RulePolicy policy, ArticleSearch search, TimeProvider clock)
{
    private const int ShownCandidates = 20;
    private const int ShownResults = 8;

    /// <summary>The site with every rule that was written before the call; null if the site does not exist.</summary>
    public Task<SiteSnapshot?> FreshAsync(string site, CancellationToken cancel) => edited.FreshAsync(site, cancel);

    /// <summary>A draft of changes that may be outdated: changes of rules that others changed since are left out.</summary>
    public BlockDraft Draft(SiteSnapshot snapshot, int page, IEnumerable<DraftChange> changes, HttpContext context)
    {
        var stored = snapshot.Rules.Rules.ToDictionary(rule => rule.Id, rule => rule.Version, StringComparer.Ordinal);
        return new BlockDraft(
            snapshot, Request(snapshot, page), settings.Of(snapshot.Site), ActingRole.NameOf(context), clock.GetUtcNow(),
            [.. changes.Where(change => stored.GetValueOrDefault(change.Id) == change.Version)]);
    }

    public BlockResponse Now(SiteSnapshot snapshot, int page) => edited.Build(snapshot, Request(snapshot, page));

    public TimeZoneInfo ZoneOf(string site) => settings.Of(site).TimeZone;

    /// <param name="snapshot">The current site.</param>
    /// <param name="page">The page's card.</param>
    /// <param name="draft">The unsaved changes.</param>
    /// <param name="form">The values of the form.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<BlockView> ViewAsync(
        SiteSnapshot snapshot, int page, BlockDraft draft, BlockForm form, HttpContext context, CancellationToken cancel)
    {
        var (card, zone) = (snapshot.Articles[page], ZoneOf(snapshot.Site));
        var picked = form.Pick.Length > 0 && snapshot.Articles.FindByKey(form.Pick) is >= 0 and var pick ? snapshot.Articles[pick] : null;
        var effect = draft.Changes.IsEmpty ? null : new DraftEffect(draft);
        var shown = effect?.Shown ?? draft.Now;
        var block = draft.BuildOf(draft.After, shown);
        return new BlockView
        {
            Site = snapshot.Site, Articles = snapshot.Articles, Now = draft.Now, Card = card, Block = draft.Block, Zone = zone,
            Sentence = effect?.Sentence, ShownFrom = shown > draft.Now ? shown : null, HasNoBlock = block.NoBlock is not null,
            Preview = Encoding.UTF8.GetString((await html.DrawAsync(draft.After, page, block)).Plain.Body),
            PageWidth = settings.Of(snapshot.Site).PageWidth, Width = form.Width, Length = draft.Length,
            Asked = AskedWords.Of(asked.Of(snapshot.Site), settings.Of(snapshot.Site)),
            Candidates = await CandidatesAsync(snapshot, page, draft, cancel),
            Rules = RulesOf(draft, context),
            Draft = DraftChange.Write(draft.Changes), Reason = form.Reason,
            Tag = Now(snapshot, page).Tag(snapshot.Rules.Revision),
            MayEdit = ActingRole.Of(context) >= Role.Editor, MayEditAll = ActingRole.Of(context) >= Role.ChiefEditor,
            RequiresReason = policy.RequiresReason(snapshot.Site),
            Reversals = draft.Changes.IsEmpty ? await ReversalsAsync(snapshot, card, context, cancel) : [],
            Picked = picked, Fields = form.Fields,
            Query = form.Query.Length > 0 ? form.Query : null,
            Found = form.Query.Length > 0
                ? (await search.FindAsync(snapshot, new ArticleQuery { Typed = form.Query, Limit = ShownResults }, cancel)).Articles : [],
        };
    }

    /// <summary>The values of an article's own rules, for its fields.</summary>
    public PickFields FieldsOf(BlockDraft draft, string key, string site)
    {
        var (shown, weighed) = (draft.OwnOf<PresentationRule>(key), draft.OwnOf<BoostRule>(key));
        var place = draft.Block.Items.Select(item => item.Card.Key).ToList().IndexOf(key);
        var fields = shown is null ? new PickFields() : PickFields.Of(shown.Content, ZoneOf(site));
        return fields with
        {
            Factor = weighed?.Factor.ToString(CultureInfo.InvariantCulture),
            Slot = (place < 0 ? 1 : place + 1).ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>What others changed in a block's rules after a state of the block.</summary>
    public async Task<IReadOnlyList<string>> SinceAsync(SiteSnapshot snapshot, ArticleCard page, string tag, CancellationToken cancel)
    {
        var changes = BlockResponse.RevisionOf(tag) is { } revision
            ? await rules.HistoryAsync(snapshot.Site, CardConcerns.Of(page), revision, null, RuleHistory.PageSize, cancel)
            : [];
        return changes.Count == 0
            ? ["Articles or the model changed, no rule did."]
            : [.. changes.Select(change => RuleSentence.Of(change, snapshot.Articles, ZoneOf(snapshot.Site)))];
    }

    private BlockRequest Request(SiteSnapshot snapshot, int page) => BlockRequest.Of(page, settings.Of(snapshot.Site));

    private async Task<IReadOnlyList<ReversalOffer>> ReversalsAsync(
        SiteSnapshot snapshot, ArticleCard page, HttpContext context, CancellationToken cancel)
    {
        var offers = new List<ReversalOffer>();
        foreach (var redo in ActingRole.Of(context) >= Role.Editor ? [false, true] : Array.Empty<bool>())
        {
            var all = await reversals.LastOfAsync(snapshot.Site, ActingRole.ActorOf(context).Id, redo, page, cancel);
            if (all.Count > 0)
            {
                offers.Add(new ReversalOffer(redo, [.. all.Where(change => RuleReversals.IsOwn(change, page))], all));
            }
        }

        return offers;
    }

    private async Task<IReadOnlyList<Candidate>> CandidatesAsync(
        SiteSnapshot snapshot, int page, BlockDraft draft, CancellationToken cancel)
    {
        var request = Request(snapshot, page) with { Limit = ShownCandidates, Fallback = false };
        var unedited = snapshot.WithRules(SiteRules.None);
        var items = new BlockBuilder(unedited, request, settings.Of(snapshot.Site), clock.GetUtcNow()).Build().Items;
        var places = draft.Block.Items.Select((item, i) => (item.Card.Key, Place: i + 1))
            .ToDictionary(item => item.Key, item => item.Place, StringComparer.Ordinal);
        IReadOnlyList<IReadOnlyList<string>> reasons;
        try
        {
            reasons = [.. (await explainer.ExplainAsync(snapshot, page, items, cancel)).Select(explanation => explanation.Reasons)];
        }
        catch (InvalidDataException e)
        {
            reasons = [.. items.Select(_ => (IReadOnlyList<string>)[$"not available: {e.Message}"])];
        }

        return
        [
            .. items.Zip(reasons, (item, why) => new Candidate(
                item, why, places.TryGetValue(item.Card.Key, out var place) ? place : null, draft.OwnOf<ExcludeRule>(item.Card.Key))),
        ];
    }

    private List<BlockRule> RulesOf(BlockDraft draft, HttpContext context)
    {
        var (articles, site) = (draft.After.Articles, draft.After.Site);
        var states = new RuleStates(draft.After, settings.Of(site), clock.GetUtcNow());
        var unsaved = draft.Changes.Select(change => change.Id).ToImmutableHashSet();
        return
        [
            .. draft.After.Rules.Rules.Where(rule => rule.Covers(draft.Page)).OrderBy(rule => rule.Scope).Select(rule => new BlockRule(
                rule, Words(rule), states.Of(rule), RulePolicy.MayWrite(context, rule.Scope), unsaved.Contains(rule.Id))),
        ];

        string Words(Rule rule) => RuleWords.What(rule, articles)
            + (draft.IsOwn(rule) ? "" : " " + RuleSentence.Where(rule, articles))
            + RuleSentence.When(rule.Schedule, ZoneOf(site));
    }
}
