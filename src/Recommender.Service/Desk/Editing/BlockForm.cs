namespace Recommender.Service.Desk.Editing;

/// <summary>The form of a block as it came, or what stands in it at first.</summary>
/// <param name="Action">The button.</param>
/// <param name="Draft">The changes in hand.</param>
/// <param name="Tag">The state that they are made for.</param>
/// <param name="Reason">Why.</param>
/// <param name="Pick">Key of the article whose fields are open.</param>
/// <param name="Query">What is searched for.</param>
/// <param name="Fields">The open fields.</param>
internal sealed record BlockForm(string Action, string Draft, string Tag, string Reason, string Pick, string Query, PickFields Fields)
{
    public static readonly BlockForm None = new("", "", "", "", "", "", new PickFields());

    public static BlockForm Of(IFormCollection form) => new(
        form["do"].ToString(), form["draft"].ToString(), form["tag"].ToString(), form["reason"].ToString().Trim(),
        form["pick"].ToString(), form["q"].ToString().Trim(), PickFields.Of(form));
}
