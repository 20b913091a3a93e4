using System.ComponentModel;

namespace Recommender.Service.Editing.Exchange;

/// <summary>The result of an import, or of a dry run.</summary>
public sealed record RuleImportReport
{
    [Description("True if nothing was changed: it was a dry run, or there are errors.")]
    public required bool DryRun { get; init; }

    [Description("New rules: without an id, or with one that the site does not know.")]
    public required int Created { get; init; }

    [Description("Rules with an id that the site knows and that say something else.")]
    public required int Changed { get; init; }

    [Description("Rules with an id that the site knows and that say the same.")]
    public required int Unchanged { get; init; }

    [Description("What is wrong, by line; the first 1,000.")]
    public required IReadOnlyList<RuleImportNote> Errors { get; init; }

    [Description("What lines name and the site does not have now; the first 1,000.")]
    public required IReadOnlyList<RuleImportNote> Warnings { get; init; }
}
