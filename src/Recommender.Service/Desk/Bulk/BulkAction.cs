namespace Recommender.Service.Desk.Bulk;

/// <summary>An action for many articles at once.</summary>
public enum BulkAction
{
    NoBlock,
    Exclude,
    Boost,
}
