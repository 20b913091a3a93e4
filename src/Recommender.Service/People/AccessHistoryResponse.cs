namespace Recommender.Service.People;

/// <summary>What happened about access, newest first.</summary>
/// <param name="Changes">Who changed whose rights.</param>
/// <param name="Events">Sign-ins, sign-outs, failures and refusals.</param>
public sealed record AccessHistoryResponse(IReadOnlyList<AccessChange> Changes, IReadOnlyList<AccessEvent> Events);
