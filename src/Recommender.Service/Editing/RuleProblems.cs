using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Editing;

/// <summary>Problem details for changes of rules that cannot be made.</summary>
internal static class RuleProblems
{
    public static ProblemHttpResult UnknownRule() => TypedResults.Problem(
        "The site never had such a rule.", statusCode: StatusCodes.Status404NotFound, title: "Unknown rule");

    public static ProblemHttpResult Unreadable(UnreadableRule rule) => TypedResults.Problem(
        $"This program cannot read the rule ({rule.Problem}); a newer one may have written it. It is inactive and stays as it is; a chief "
        + "editor can delete it.",
        statusCode: StatusCodes.Status409Conflict, title: "Unreadable rule");

    public static ProblemHttpResult UnknownVersion() => TypedResults.Problem(
        "The rule never had this version; its history lists those it had.", statusCode: StatusCodes.Status404NotFound,
        title: "Unknown version");

    public static ValidationProblem Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors.ToDictionary(), detail: string.Join("; ", errors.Values.Select(messages => messages[0])));

    public static ValidationProblem Invalid(string field, string what) =>
        Invalid(new Dictionary<string, string[]> { [field] = [$"{field} {what}"] });

    public static ProblemHttpResult TooMany(int most) => TypedResults.Problem(
        $"The site may have {most} rules at most (Recommender:Rules:MaxPerSite); remove some first.",
        statusCode: StatusCodes.Status409Conflict, title: "Too many rules");

    public static ProblemHttpResult NotAllowed(Role least) => TypedResults.Problem(
        $"Rules of sections, tags and the whole site are for the role {RoleNames.Of(least)}; yours allows rules of single articles' "
        + "blocks.",
        statusCode: StatusCodes.Status403Forbidden, title: "Not allowed");

    /// <summary>Somebody else changed the rule first: the current rule, and who did what since.</summary>
    public static ProblemHttpResult Outdated(RuleResponse now, IReadOnlyList<RuleChange> since) => TypedResults.Problem(
        $"The rule is at version {now.Version} now{WhoOf(since)}. Look at it, then send your change with its new ETag.",
        statusCode: StatusCodes.Status412PreconditionFailed, title: "Changed meanwhile",
        extensions: new Dictionary<string, object?> { ["current"] = now, ["changes"] = ToResponse(since) });

    public static ProblemHttpResult CannotUndo(IReadOnlyList<RuleChange> since) => TypedResults.Problem(
        since.Any(change => change.Unreadable is not null)
            ? "This program cannot read a rule of your last change, so the change cannot be undone."
            : $"Your last change is no longer the newest of its rule{WhoOf(since)}. The rule's history restores any version.",
        statusCode: StatusCodes.Status409Conflict, title: "Cannot be undone",
        extensions: new Dictionary<string, object?> { ["changes"] = ToResponse(since) });

    public static ProblemHttpResult NothingToUndo(bool redo) => TypedResults.Problem(
        redo ? "You have undone nothing since your last other change." : "You have made no change that is not undone.",
        statusCode: StatusCodes.Status409Conflict, title: redo ? "Nothing to do again" : "Nothing to undo");

    public static IReadOnlyList<RuleChangeResponse> ToResponse(IReadOnlyList<RuleChange> changes) =>
        [.. changes.Select(RuleChangeResponse.Of)];

    /// <summary>Who did what, after a colon; empty if nobody did anything.</summary>
    public static string WhoOf(IReadOnlyList<RuleChange> since) => since.Count == 0
        ? ""
        : $": {string.Join(", ", since.Select(change => $"{EnumWords.Of(change.Action)} by {change.Who}").Distinct().Take(5))}";
}
