using System.ComponentModel;

namespace Recommender.Service.Editing.Exchange;

/// <summary>A word about a line of an import.</summary>
/// <param name="Line">The line of CSV, or the place in the JSON array; from 1.</param>
/// <param name="Message">What is wrong or to be known.</param>
public sealed record RuleImportNote(
    [property: Description("The line of CSV, or the place in the JSON array; from 1.")] int Line, string Message);
