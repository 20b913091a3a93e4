using System.ComponentModel;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Exchange;

/// <summary>A note about a line of an import.</summary>
/// <param name="Line">The line of CSV, or the position in the JSON array; from 1.</param>
/// <param name="Message">The error or warning.</param>
public sealed record RuleImportNote(
    [property: Description("The line of CSV, or the position in the JSON array; from 1.")] int Line, string Message)
{
    public string Message { get; } = MessageLine.Of(Message);
}
