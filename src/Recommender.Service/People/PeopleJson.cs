using System.Text.Json.Serialization;

namespace Recommender.Service.People;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(PeopleResponse))]
[JsonSerializable(typeof(InvitationResponse))]
[JsonSerializable(typeof(KeysResponse))]
internal sealed partial class PeopleJson : JsonSerializerContext;
