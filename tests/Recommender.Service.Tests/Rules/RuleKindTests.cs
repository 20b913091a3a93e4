using System.Text;
using System.Text.Json;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Desk;
using Recommender.Service.Editing;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Editing.Exchange;
using Recommender.Service.Editing.States;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Tests.Blocks;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Rules;

public class RuleKindTests
{
    private static readonly ArticleIndex s_articles = ArticleIndex.Of([ArticleCard.Of(TestArticles.Of("choir"), 1)]);

    private static readonly string[] s_keys = ["0123456789ab", "ba9876543210"];

    // Each kind with every field that it takes, and rules as editors write them.
    private static readonly IReadOnlyList<Rule> s_rules =
    [
        .. Enum.GetValues<RuleKind>().Select(Filled), .. new Rule[]
        {
            TestRules.Pin("choir", 2).Under("page") with { RetireBelow = 0.5 },
            TestRules.Exclude(RuleSubject.Tag, "harbour").InSection("News"),
            TestRules.Boost(RuleSubject.Age, "-30", 0.25),
            TestRules.NoBlock().WithTag("court"),
            TestRules.Lock("choir", "ferry"),
            TestRules.Present("choir") with { Title = "=Sing!", Image = "https://example.org/a.jpg", Label = "Culture" },
            TestRules.Present() with { Heading = "Más", Language = "es", DateFormat = "d MMM" },
        }.Select(rule => rule with
        {
            Reason = "a big evening",
            Schedule = new RuleSchedule(
                TestArticles.Now, TestArticles.Now.AddDays(3), [DayOfWeek.Monday, DayOfWeek.Friday], new TimeOnly(9, 30),
                new TimeOnly(17, 0)),
        }),
    ];

    public static TheoryData<RuleKind> Kinds => [.. Enum.GetValues<RuleKind>()];

    public static TheoryData<RuleKind, string> ForeignFields => [.. Foreign()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_has_one_sealed_type_a_sentence_and_a_state(RuleKind kind)
    {
        var types = typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule))).ToList();
        var rule = Filled(kind);
        var site = TestSnapshots.Of(TestArticles.Of("choir")).WithRules(rule);

        Assert.Equal(Enum.GetValues<RuleKind>().Length, types.Count);
        Assert.All(types, type => Assert.True(type.IsSealed));
        Assert.Equal(kind, rule.Kind);
        Assert.NotEmpty(RuleSentence.Of(rule, site.Articles, TimeZoneInfo.Utc));
        Assert.NotEmpty(new RuleStates(site, new BlockOptions(), TestArticles.Now).Of(site.Rules.Rules[0]).Words);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_is_read_back_from_its_row(RuleKind kind) => Assert.All(
        s_rules.Where(rule => rule.Kind == kind),
        rule => Assert.Equal(Json(rule), Json(StoredRule.TryRead(StoredRule.Write(rule), out _)!)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_is_read_back_from_an_answer(RuleKind kind) => Assert.All(s_rules.Where(rule => rule.Kind == kind), rule =>
    {
        var (input, error) = JsonBody.Read<RuleInput>(Encoding.UTF8.GetBytes(ApiJson.Write(RuleResponse.Of(rule, s_articles))));

        Assert.Null(error);
        Assert.Equal(Json(rule), Json(input!.ToRule(null, rule.Id, removed: false, rule.ChangedBy, rule.Changed)));
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_is_read_back_from_CSV(RuleKind kind) => Assert.All(s_rules.Where(rule => rule.Kind == kind), rule =>
    {
        using var file = new MemoryStream();
        RuleCsv.Write(file, [rule]);
        file.Position = 0;

        var line = Assert.Single(RuleCsv.Read(file));

        Assert.Equal((rule.Id, null), (line.Id, line.Error));
        Assert.Equal(Json(rule), Json(line.Rule!.ToRule(null, rule.Id, removed: false, rule.ChangedBy, rule.Changed)));
    });

    [Theory]
    [MemberData(nameof(ForeignFields))]
    public void A_field_of_another_kind_is_refused_by_name(RuleKind kind, string field)
    {
        var input = RuleInput.Of(Filled(kind));
        Fill(input, field);

        var error = Assert.Single(RuleCheck.Of(input, s_articles, requireReason: false).Errors, error => error.Key == JsonName(field));

        Assert.Equal($"{JsonName(field)} cannot be given: rules of kind {EnumWords.Of(kind)} have none", error.Value[0]);
    }

    [Fact]
    public void Rules_as_editors_write_them_pass_the_check() => Assert.All(
        s_rules.Skip(Enum.GetValues<RuleKind>().Length),
        rule => Assert.Empty(RuleCheck.Of(RuleInput.Of(rule), s_articles, requireReason: true).Errors));

    [Fact]
    public void A_pick_takes_no_field_of_the_block() =>
        Assert.Equal(["heading"], RuleCheck.Of(
            new RuleInput
            {
                Kind = RuleKind.Present, Scope = RuleScope.Site, Subject = RuleSubject.Article, SubjectValue = s_articles[0].Key,
                Title = "a", Heading = "b",
            }, s_articles, requireReason: false).Errors.Keys);

    [Fact]
    public void CSV_has_the_known_columns_in_their_order()
    {
        string[] known =
        [
            "id", "kind", "scope", "scopeValue", "subject", "subjectValue", "slot", "factor", "items", "title", "image", "label", "heading",
            "language", "dateFormat", "starts", "ends", "days", "from", "to", "retireBelow", "reason",
        ];
        using var file = new MemoryStream();
        RuleCsv.Write(file, []);

        Assert.Equal(known, Encoding.UTF8.GetString(file.ToArray()).Trim().TrimStart('\uFEFF').Split(',').Where(known.Contains));
    }

    // Earlier versions wrote these rows and files, and their readers expect the same.
    [Fact]
    public void Rows_and_answers_keep_their_fields_and_their_order()
    {
        const string Pin = "\"id\":\"1\",\"version\":1,\"kind\":\"pin\",\"scope\":\"site\",\"subject\":\"article\","
            + "\"subjectValue\":\"KEY\",\"slot\":2,\"items\":[],\"retireBelow\":0.5,\"removed\":false,\"createdBy\":\"ed\","
            + "\"created\":\"NOW\",\"changedBy\":\"ed\","
            + "\"changed\":\"NOW\"}";
        var rule = TestRules.Pin("choir", 2) with { RetireBelow = 0.5 };
        var now = ApiJson.Write(TestArticles.Now).Trim('"');
        var wanted = Pin.Replace("KEY", rule.Article, StringComparison.Ordinal).Replace("NOW", now, StringComparison.Ordinal);

        Assert.Equal("{\"v\":1," + wanted, StoredRule.Write(rule));
        Assert.Equal("{" + wanted, Json(rule));
        Assert.Equal(
            "{" + wanted.Replace("\"items\":[],", "", StringComparison.Ordinal)[..^1] + ",\"warnings\":[]}",
            ApiJson.Write(RuleResponse.Of(rule, s_articles)));
        Assert.NotNull(StoredRule.TryRead("{\"v\":1," + wanted, out _));
    }

    [Theory]
    [InlineData("\"slot\":2,", "the field slot is missing")]
    [InlineData("\"subject\":\"article\",", "the field subject is missing")]
    public void A_row_without_a_field_that_its_kind_requires_names_it(string written, string problem)
    {
        var body = StoredRule.Write(TestRules.Pin("choir", 2));

        Assert.Null(StoredRule.TryRead(body.Replace(written, "", StringComparison.Ordinal), out var found));

        Assert.Equal(problem, found);
    }

    [Fact]
    public void The_last_slot_is_that_of_the_longest_block() => Assert.Equal(BlockOptions.MaxLimit, PinRule.MaxSlot);

    private static IEnumerable<(RuleKind, string)> Foreign() =>
        from kind in Enum.GetValues<RuleKind>()
        from field in Enum.GetValues<RuleKind>().SelectMany(other => Rule.TermsOf(other).Fields).Distinct()
        where !Rule.TermsOf(kind).Fields.Contains(field)
        select (kind, field);

    private static Rule Filled(RuleKind kind)
    {
        var terms = Rule.TermsOf(kind);
        var content = new RuleContent
        {
            Subject = terms.Subjects.Count > 0 ? terms.Subjects[0] : null, SubjectValue = terms.Subjects.Count > 0 ? "0123456789ab" : null,
        };
        foreach (var field in terms.Fields)
        {
            Fill(content, field);
        }

        return Rule.Of(new RuleDocument(content)
        {
            Id = "1", Version = 1, Kind = kind, Scope = RuleScope.Site, CreatedBy = "ed", Created = TestArticles.Now, ChangedBy = "ed",
            Changed = TestArticles.Now,
        });
    }

    private static void Fill(RuleContent content, string field)
    {
        var property = typeof(RuleContent).GetProperty(field)!;
        property.SetValue(content, property.PropertyType == typeof(int?) ? 7
            : property.PropertyType == typeof(double?) ? 0.5
            : property.PropertyType == typeof(string) ? (object)"a text"
            : s_keys);
    }

    private static string JsonName(string field) => JsonNamingPolicy.CamelCase.ConvertName(field);

    private static string Json(Rule rule) => ApiJson.Write(RuleDocument.Of(rule));
}
