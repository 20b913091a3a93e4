using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Editing;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Tests.People;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Editing;

/// <summary>Undo and redo over random histories give exactly the state before.</summary>
public sealed class UndoHistoryTests : IAsyncLifetime
{
    private const string Site = SiteStore.Default;
    private static readonly Author Anna = new("person:anna", "Anna");
    private static readonly Author Ben = new("person:ben", "Ben");
    private static readonly string[] Keys = [.. TestArticles.Newsroom.Select(article => ArticleKey.Of(article.SourceId))];

    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await Guests.ServiceAsync(("Recommender:Block:FillByDefault", "true"));

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_walk_back_and_forth_through_ones_own_history_gives_the_rules_and_blocks_of_each_step(int seed)
    {
        var random = new Random(seed);
        var (states, at, steps) = (new List<string> { State() }, 0, new int[3]);
        for (var step = 0; step < 150; step++)
        {
            _service.Clock.Advance(TimeSpan.FromSeconds(random.Next(3)));
            var what = random.Next(3);
            if (what == 0 || (what == 1 && at == 0) || (what == 2 && at == states.Count - 1))
            {
                await ApplyAsync(Anna, RandomEdits(random));
                states.RemoveRange(at + 1, states.Count - at - 1);
                states.Add(State());
                at++;
                continue;
            }

            var redo = what == 2;
            var plan = await PlanAsync(Anna, redo);
            Assert.Empty(plan.Since);
            await ApplyAsync(Anna, plan.Edits);
            at += redo ? 1 : -1;
            steps[what]++;
            Assert.Equal(states[at], State());
        }

        Assert.True(steps[1] > 20 && steps[2] > 5, $"{steps[1]} times undone, {steps[2]} times done again");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Among_others_it_gives_each_rule_what_it_said_before_or_is_refused_and_changes_nothing(int seed)
    {
        var random = new Random(seed);
        var (done, refused) = (0, 0);
        for (var step = 0; step < 250; step++)
        {
            _service.Clock.Advance(TimeSpan.FromSeconds(1));
            var who = random.Next(5) switch { 0 or 1 => Anna, 2 or 3 => Ben, _ => Actor.Recommender.Author };
            if (random.Next(2) == 0 || who == Actor.Recommender.Author)
            {
                // By itself the program only retires pins.
                var pins = Rules().Where(rule => rule.Kind == RuleKind.Pin).Take(1);
                await ApplyAsync(who, who == Actor.Recommender.Author
                    ? [.. pins.Select(pin => RuleEdit.Remove(pin, "It retires"))] : RandomEdits(random));
                continue;
            }

            var plan = await PlanAsync(who, redo: random.Next(3) == 0);
            var (before, wanted) = (StateOfEach(), plan.Changes.ToDictionary(change => change.Rule, change => Said(change.Before)));
            if (plan.Edits.Count == 0)
            {
                refused += plan.Since.Count > 0 ? 1 : 0;
                Assert.Equal(plan.Changes.Count > 0, plan.Since.Count > 0);
                continue;
            }

            await ApplyAsync(who, plan.Edits);
            foreach (var (rule, said) in wanted)
            {
                before[rule] = said;
            }

            Assert.Equal(Sorted(before), Sorted(StateOfEach()));
            done++;
        }

        Assert.True(done > 20 && refused > 5, $"{done} times taken back, {refused} times refused");
    }

    [Fact]
    public async Task A_part_of_what_was_done_together_is_taken_back_alone_and_the_rest_after_it()
    {
        var before = State();
        await ApplyAsync(Anna, [.. Keys.Select(key => RuleEdit.Create(NoBlock(key)))]);
        var all = State();
        var reversals = _service.Get<RuleReversals>();
        var cancel = TestContext.Current.CancellationToken;
        var page = Card(Keys[2]);

        var batch = await reversals.LastOfAsync(Site, Anna.Id, redo: false, page, cancel);
        Assert.Equal(Keys.Length, batch.Count);
        var own = batch.Where(change => RuleReversals.IsOwn(change, page)).ToList();
        await ApplyAsync(Anna, (await reversals.PlanAsync(Site, own, null, cancel)).Edits);
        Assert.Equal(Keys.Length - 1, Rules().Count());
        Assert.DoesNotContain(Rules(), rule => rule.ScopeValue == Keys[2]);
        Assert.Empty(await reversals.LastOfAsync(Site, Anna.Id, redo: false, page, cancel));

        var rest = await reversals.LastOfAsync(Site, Anna.Id, redo: false, Card(Keys[3]), cancel);
        Assert.Equal(Keys.Length - 1, rest.Count);
        await ApplyAsync(Anna, (await reversals.PlanAsync(Site, rest, null, cancel)).Edits);
        Assert.Equal(before, State());

        await ApplyAsync(Anna, (await PlanAsync(Anna, redo: true)).Edits);
        await ApplyAsync(Anna, (await PlanAsync(Anna, redo: true)).Edits);
        Assert.Equal(all, State());
        Assert.Empty((await PlanAsync(Anna, redo: true)).Changes);
    }

    [Fact]
    public async Task Undo_gives_a_rule_back_its_place_among_rules_that_want_the_same()
    {
        await ApplyAsync(Anna, [RuleEdit.Create(Pin(Keys[6], Keys[0]))]);
        _service.Clock.Advance(TimeSpan.FromMinutes(1));
        await ApplyAsync(Anna, [RuleEdit.Create(Pin(Keys[6], Keys[1]))]);
        var before = State();
        _service.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = Rules().Single(rule => rule.Articles[0] == Keys[0]);
        await ApplyAsync(Anna, [RuleEdit.Change(first, RuleInput.Of(first) with { Reason = "It is the better one" })]);
        Assert.NotEqual(before, State());

        await ApplyAsync(Anna, (await PlanAsync(Anna, redo: false)).Edits);

        Assert.Equal(before, State());
    }

    private async Task<Reversal> PlanAsync(Author who, bool redo)
    {
        var reversals = _service.Get<RuleReversals>();
        var cancel = TestContext.Current.CancellationToken;
        return await reversals.PlanAsync(Site, await reversals.LastAsync(Site, who.Id, redo, cancel), null, cancel);
    }

    private async Task ApplyAsync(Author who, IReadOnlyList<RuleEdit> edits) => Assert.Equal(
        RuleWriteOutcome.Done,
        (await _service.Get<RuleEditing>().ApplyAsync(Site, who, edits, TestContext.Current.CancellationToken)).Outcome);

    // One change, several of one block, or an import.
    private List<RuleEdit> RandomEdits(Random random)
    {
        var edits = new List<RuleEdit>();
        var standing = Rules().ToList();
        for (var count = random.Next(4) switch { 0 => 12, 1 => 3, _ => 1 }; count > 0; count--)
        {
            var any = standing.Count > 0 && random.Next(2) == 0 ? standing[random.Next(standing.Count)] : null;
            if (any is not null)
            {
                standing.Remove(any);
            }

            edits.Add(any is null ? RuleEdit.Create(RandomRule(random))
                : random.Next(2) == 0 ? RuleEdit.Remove(any, null)
                : RuleEdit.Change(any, any is PinRule ? RuleInput.Of(any) with { Slot = random.Next(1, 6) }
                    : RuleInput.Of(any) with { Reason = $"reason {random.Next(100)}" }));
        }

        return edits;
    }

    private static RuleInput RandomRule(Random random)
    {
        var (page, other) = (Keys[random.Next(4)], Keys[4 + random.Next(3)]);
        return random.Next(6) switch
        {
            0 or 1 => Pin(page, other) with { Slot = random.Next(1, 4) },
            2 => Pin(page, other) with { Kind = RuleKind.Exclude, Slot = null },
            3 => Pin(page, other) with { Kind = RuleKind.Boost, Slot = null, Factor = 2, Scope = RuleScope.Site, ScopeValue = null },
            4 => NoBlock(page),
            _ => NoBlock(page) with { Kind = RuleKind.Lock, Items = [Keys[4], Keys[5]] },
        };
    }

    private static RuleInput Pin(string page, string article) => NoBlock(page) with
    {
        Kind = RuleKind.Pin, Slot = 1, Subject = RuleSubject.Article, SubjectValue = article,
    };

    private static RuleInput NoBlock(string page) => new() { Kind = RuleKind.NoBlock, Scope = RuleScope.Article, ScopeValue = page };

    private SiteSnapshot Snapshot() => _service.Get<SiteSnapshots>().Find(Site)!;

    private ArticleCard Card(string key) => Snapshot().Articles[Snapshot().Articles.FindByKey(key)];

    private IEnumerable<Rule> Rules() => Snapshot().Rules.Rules;

    // A removed rule says nothing.
    private static string Said(Rule? rule) => rule is null or { Removed: true } ? ""
        : $"{rule.Kind} {ApiJson.Write(rule.Content)} {rule.CreatedBy} {rule.ChangedBy} {rule.Created:O} {rule.Changed:O}";

    private Dictionary<string, string> StateOfEach() => Rules().ToDictionary(rule => rule.Id, Said);

    private static string Sorted(Dictionary<string, string> states) => string.Join('\n', states
        .Where(state => state.Value.Length > 0).OrderBy(state => state.Key, StringComparer.Ordinal)
        .Select(state => $"{state.Key}: {state.Value}"));

    // The rules, and what readers get.
    private string State()
    {
        var (snapshot, options) = (Snapshot(), _service.Get<SiteSettings<BlockOptions>>().Of(Site));
        var blocks = Enumerable.Range(0, snapshot.Articles.Count).Select(page => string.Join(' ', new BlockBuilder(
            snapshot, BlockRequest.Of(page, options), options, TestArticles.Now).Build().Items
                .Select(item => $"{item.Card.Key}{item.Source}")));
        return $"{Sorted(StateOfEach())}\n{string.Join('\n', blocks)}";
    }
}
