using System.IO.Pipelines;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Exchange;
using Recommender.Service.Push;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>Imports of rules as CSV and JSON; notifications by the webhook and lines of a bulk push.</summary>
internal sealed class RuleGroup() : FuzzGroup("rules")
{
    private static readonly Article Known = TestArticles.Of("choir");
    private static readonly ArticleIndex Articles = ArticleIndex.Of([ArticleCard.Of(Known, 1)]);
    private static readonly FoundRules Rules = new(
        new[] { "w3mkcr2j3aen", "w3mkcr2j3ae0" }.ToDictionary(id => id, id => new RuleInput
        {
            Kind = RuleKind.Pin, Scope = RuleScope.Site, Slot = 1,
            Subject = RuleSubject.Article, SubjectValue = ArticleKey.Of(Known.SourceId),
        }.ToRule(null, id, id.EndsWith('0'), "jo", Now)),
        new Dictionary<string, UnreadableRule>());

    public override IEnumerable<byte[]> Seeds(string shared) => SeedFiles.In(shared, "findings/inputs/desk", "findings/inputs/security")
        .Where(file => SeedFiles.IsJson(file) || SeedFiles.IsCsv(file));

    public override async Task ReadAsync(byte[] input)
    {
        var first = input.AsSpan().TrimStart(" \t\r\n"u8) is [var start, ..] ? start : (byte)0;
        if (first == '{')
        {
            await PushAsync(input);
            return;
        }

        var (lines, error) = RuleFile.Read(new MemoryStream(input), isCsv: first != '[');
        if (lines is null)
        {
            Promises.IsOneLine(error!);
            return;
        }

        var (edits, report) = RuleImport.Plan(lines, Rules, Articles, requireReason: false);
        foreach (var note in report.Errors.Concat(report.Warnings))
        {
            Promises.IsOneLine(note.Message);
        }

        // What is written is read back the same.
        var rules = edits.Select((edit, i) => edit.Content.ToRule(null, $"w3mkcr2j{i:0000}", false, "jo", Now)).ToList();
        using var file = new MemoryStream();
        RuleCsv.Write(file, rules);
        file.Position = 0;
        Assert.Equal(rules.Count, RuleCsv.Read(file).Count());
    }

    private async Task PushAsync(byte[] input)
    {
        var errors = new ParameterErrors();
        Answers((await WebhookEndpoints.ReadAsync(input, Now, NewReading(), Now, errors)).Error ?? errors.Detail);
        await foreach (var (_, line) in NdjsonLines.ReadAsync(PipeReader.Create(new MemoryStream(input)), 4_000_000, default))
        {
            if (line is { } bytes)
            {
                Answers((await BulkPush.ReadLineAsync(bytes, NewReading(), Now)).Error ?? "");
            }
        }
    }

    private static void Answers(string error)
    {
        if (error.Length > 0)
        {
            Promises.IsOneLine(error);
        }
    }
}
