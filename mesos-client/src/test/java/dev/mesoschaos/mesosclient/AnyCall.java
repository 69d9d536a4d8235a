package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Locale;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** What the calls of all three APIs have in common. */
final class AnyCall {

    private AnyCall() {}

    static <M extends Message> M of(WireFormat format, RecordedRequest request, M prototype) {
        byte[] body = request.getBody().toByteArray();
        return format.read(prototype, body, 0, body.length);
    }

    /** Mesos finds the payload under the lower-case name of the call; calls without a payload have no such field. */
    static void carriesThePayloadOfItsType(Message call) {
        String type = type(call).getName();
        FieldDescriptor payload = call.getDescriptorForType().findFieldByName(type.toLowerCase(Locale.ROOT));
        assertThat(payload == null || call.hasField(payload)).as("payload of %s", type).isTrue();
        assertThat(call.isInitialized()).isTrue();
    }

    /** An answer of the type that was asked for, or nothing for calls that only change something. */
    static MockResponse answer(WireFormat format, Message call, Message prototype) {
        FieldDescriptor field = prototype.getDescriptorForType().findFieldByName("type");
        EnumValueDescriptor value = field.getEnumType().findValueByName(type(call).getName());
        return value == null ? new MockResponse.Builder().code(202).build()
                : FakeMaster.message(format, prototype.newBuilderForType().setField(field, value).build());
    }

    private static EnumValueDescriptor type(Message call) {
        return (EnumValueDescriptor) call.getField(call.getDescriptorForType().findFieldByName("type"));
    }
}
