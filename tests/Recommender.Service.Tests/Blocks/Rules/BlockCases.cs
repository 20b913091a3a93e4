using FsCheck;
using FsCheck.Fluent;
using Recommender.Service.Articles;
using Recommender.Service.Rules;
using Recommender.Service.Tests.Rules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Rules;

/// <summary>Makes cases in which rules meet: few articles, wide scopes, pins on few slots.</summary>
public static class BlockCases
{
    private static readonly Gen<int> Article = Gen.Choose(0, BlockCase.Articles - 1);

    public static Arbitrary<BlockCase> Case() => (
        from list in Gen.Choose(1, BlockCase.Articles - 1)
            .SelectMany(article => Gen.Choose(1, 100), (article, score) => (article, score)).ArrayOf()
        from twins in Article.ArrayOf(3)
        from rules in Rules.ArrayOf()
        from limit in Gen.Choose(1, 8)
        from fallback in Gen.Elements(true, false)
        from shown in Gen.Frequency((3, Gen.Constant(Array.Empty<int>())), (1, Article.ArrayOf(2)))
        from perSection in Gen.Choose(0, 2)
        from hasModel in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new BlockCase(list, twins, rules, limit, fallback, shown, perSection, hasModel)).ToArbitrary();

    private static Gen<Rule> Rules =>
        from kind in Gen.Frequency(
            (6, PinRules), (4, MoveRules(Gen.Constant((double?)null))), (4, MoveRules(Gen.Elements<double?>(0, .1, .5, 2, 10))),
            (1, LockRules), (1, Gen.Constant<Rule>(TestRules.NoBlock())),
            (1, from card in Article select (Rule)(TestRules.Present($"{card}") with { Label = "Label" })))
        from scope in Scope
        from minutes in Gen.Choose(0, 3)
        from hours in Gen.Frequency((4, Gen.Constant(24)), (1, Gen.Constant(0)))
        select kind with
        {
            Scope = scope.Scope, ScopeValue = scope.Value, Changed = Now.AddMinutes(minutes),
            Schedule = hours == 24 ? null : new RuleSchedule(null, Now.AddHours(hours), [], null, null),
        };

    private static Gen<Rule> PinRules => from card in Article from slot in Gen.Choose(1, 9) select (Rule)TestRules.Pin($"{card}", slot);

    private static Gen<Rule> LockRules =>
        from cards in Article.ArrayOf(4) select (Rule)TestRules.Lock([.. cards.Select(card => $"{card}")]);

    private static Gen<Rule> MoveRules(Gen<double?> factors) =>
        from factor in factors
        from subject in Gen.Frequency<(RuleSubject, string)>(
            (5, from card in Article select (RuleSubject.Article, ArticleKey.Of($"{card}"))),
            (1, Gen.Constant((RuleSubject.Section, "sport"))),
            (1, Gen.Constant((RuleSubject.Tag, "Even"))),
            (1, Gen.Constant((RuleSubject.Author, "Author 1"))),
            (1, from days in Gen.Elements("9", "-3") select (RuleSubject.Age, days)))
        select factor is { } given
            ? (Rule)TestRules.Boost(subject.Item1, subject.Item2, given)
            : TestRules.Exclude(subject.Item1, subject.Item2);

    private static Gen<(RuleScope Scope, string? Value)> Scope => Gen.Elements<(RuleScope, string?)>(
        (RuleScope.Article, ArticleKey.Of("0")), (RuleScope.Article, ArticleKey.Of("1")),
        (RuleScope.Section, "SPORT"), (RuleScope.Section, "News"), (RuleScope.Tag, "even"), (RuleScope.Site, null));
}
