<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Drag to move; Shift moves finely, a double click goes to the prior's mean. The dark band holds the middle half of the prior, the light one 90 %: beyond it the model has seen little. A hollow knob stands where the seed drew it.</source>
    <translation>Arrastra para mover; con Mayús, con más finura; el doble clic lleva a la media de la distribución a priori. La banda oscura contiene su mitad central y la clara, el 90 %: más allá el modelo ha visto poco. Un botón hueco está donde lo puso la semilla.</translation>
  </message>
  <message>
    <source>Unlock</source>
    <translation>Desbloquear</translation>
  </message>
  <message>
    <source>Lock</source>
    <translation>Bloquear</translation>
  </message>
  <message>
    <source>Locked dimensions keep their value when the rest is drawn anew. Key: L</source>
    <translation>Las dimensiones bloqueadas conservan su valor cuando se sortea el resto. Tecla: L</translation>
  </message>
  <message>
    <source>Click to type a value; it may lie beyond the slider's ends.</source>
    <translation>Haz clic para escribir un valor; puede quedar fuera de los extremos del deslizador.</translation>
  </message>
  <message>
    <source>Draws this value anew from the prior. Key: Space</source>
    <translation>Sortea de nuevo este valor según la distribución a priori. Tecla: Espacio</translation>
  </message>
  <message>
    <source>Back to what the seed drew. Key: Delete</source>
    <translation>Vuelve a lo que sacó la semilla. Tecla: Supr</translation>
  </message>
  <message>
    <source>Draw anew</source>
    <translation>Sortear de nuevo</translation>
  </message>
  <message>
    <source>Reset to the seed's draw</source>
    <translation>Volver a lo que sacó la semilla</translation>
  </message>
  <message>
    <source>Move to the prior's mean</source>
    <translation>Llevar a la media a priori</translation>
  </message>
  <message>
    <source>Value of {name}</source>
    <translation>Valor de {name}</translation>
  </message>
  <message>
    <source>Type a value…</source>
    <translation>Escribir un valor…</translation>
  </message>
  <message>
    <source>inactive</source>
    <translation>inactiva</translation>
  </message>
  <message>
    <source>Latent sliders</source>
    <translation>Deslizadores latentes</translation>
  </message>
  <message>
    <source>Value</source>
    <translation>Valor</translation>
  </message>
  <message>
    <source>Sliders</source>
    <translation>Deslizadores</translation>
  </message>
  <message>
    <source>Starts the random draw of the whole vector. The same seed gives the same picture on every machine; neighbouring seeds have nothing in common.</source>
    <translation>Inicia el sorteo del vector entero. La misma semilla da la misma imagen en cualquier máquina; las semillas vecinas no tienen nada en común.</translation>
  </message>
  <message>
    <source>The truncation trick: z is multiplied by ψ. Towards 0 pictures grow typical and alike, above 1 varied and often wrong: fidelity traded for variety.</source>
    <translation>El truco del truncamiento: z se multiplica por ψ. Hacia 0 las imágenes se vuelven típicas y parecidas; por encima de 1, variadas y a menudo erróneas: se cambia fidelidad por variedad.</translation>
  </message>
  <message>
    <source>What a slider moves along: single components of z, or the directions that change the picture most.</source>
    <translation>A lo largo de qué mueve un deslizador: componentes sueltas de z, o las direcciones que más cambian la imagen.</translation>
  </message>
  <message>
    <source>Hides dimensions that carry nothing: the encoder gives them no information.</source>
    <translation>Oculta las dimensiones que no aportan nada: el codificador no les da información.</translation>
  </message>
  <message>
    <source>Seed</source>
    <translation>Semilla</translation>
  </message>
  <message>
    <source>Truncation ψ</source>
    <translation>Truncamiento ψ</translation>
  </message>
  <message>
    <source>Latent dimensions</source>
    <translation>Dimensiones latentes</translation>
  </message>
  <message>
    <source>Principal directions</source>
    <translation>Direcciones principales</translation>
  </message>
  <message>
    <source>Only active</source>
    <translation>Solo activas</translation>
  </message>
  <message>
    <source>Randomise</source>
    <translation>Sortear</translation>
  </message>
  <message>
    <source>Draws every dimension anew, the locked ones too.</source>
    <translation>Sortea de nuevo todas las dimensiones, también las bloqueadas.</translation>
  </message>
  <message>
    <source>Reset</source>
    <translation>Restablecer</translation>
  </message>
  <message>
    <source>Takes back every value set by hand: the picture is what the seed drew.</source>
    <translation>Deshace todos los valores puestos a mano: la imagen es la que sacó la semilla.</translation>
  </message>
  <message>
    <source>Previous seed</source>
    <translation>Semilla anterior</translation>
  </message>
  <message>
    <source>The draw of the seed before.</source>
    <translation>El sorteo de la semilla anterior.</translation>
  </message>
  <message>
    <source>Next seed</source>
    <translation>Semilla siguiente</translation>
  </message>
  <message>
    <source>The draw of the next seed.</source>
    <translation>El sorteo de la semilla siguiente.</translation>
  </message>
  <message>
    <source>Truncation</source>
    <translation>Truncamiento</translation>
  </message>
  <message>
    <source>What the sliders move along</source>
    <translation>A lo largo de qué mueven los deslizadores</translation>
  </message>
  <message>
    <source>Only active dimensions</source>
    <translation>Solo dimensiones activas</translation>
  </message>
  <message>
    <source>{count} of {total} active</source>
    <translation>{count} de {total} activas</translation>
  </message>
  <message>
    <source>KL, nats</source>
    <translation>KL, nats</translation>
  </message>
  <message>
    <source>Effect</source>
    <translation>Efecto</translation>
  </message>
  <message>
    <source>Inactive: its KL divergence is {amount} nats, below 0.01. The encoder answers with the prior whatever it sees (posterior collapse), so the decoder has learned to ignore it.</source>
    <translation>Inactiva: su divergencia KL es de {amount} nats, menos de 0,01. El codificador responde con la distribución a priori vea lo que vea (colapso de la posterior), así que el decodificador ha aprendido a ignorarla.</translation>
  </message>
  <message>
    <source>The picture changes by {amount} (root mean square) for a unit step. This model has no posterior, so there is no KL divergence to tell how much a dimension carries.</source>
    <translation>La imagen cambia {amount} (media cuadrática) con un paso de una unidad. Este modelo no tiene posterior, así que no hay divergencia KL que diga cuánto aporta una dimensión.</translation>
  </message>
  <message>
    <source>Mean KL divergence from the encoder's posterior to the prior: {amount} nats. The more it is, the more this dimension tells about a picture.</source>
    <translation>Divergencia KL media de la posterior del codificador a la distribución a priori: {amount} nats. Cuanto mayor es, más dice esta dimensión sobre una imagen.</translation>
  </message>
  <message>
    <source>Principal direction {number}: moves z along one unit vector, all dimensions together. The first directions change the picture most.</source>
    <translation>Dirección principal {number}: mueve z a lo largo de un vector unitario, todas las dimensiones a la vez. Las primeras direcciones son las que más cambian la imagen.</translation>
  </message>
  <message>
    <source>A unit step along this direction changes the picture by {amount} (root mean square).</source>
    <translation>Un paso de una unidad en esta dirección cambia la imagen {amount} (media cuadrática).</translation>
  </message>
  <message>
    <source>Component {index} of the latent vector. Its prior is {prior}; watch which feature of the picture it carries.</source>
    <translation>Componente {index} del vector latente. Su distribución a priori es {prior}; observa qué rasgo de la imagen lleva.</translation>
  </message>
  <message>
    <source>It does not move: locked dimensions hold nearly all of it.</source>
    <translation>No se mueve: las dimensiones bloqueadas la retienen casi entera.</translation>
  </message>
  <message>
    <source>Locked dimensions stay; the others make up for them.</source>
    <translation>Las dimensiones bloqueadas no cambian; las demás lo compensan.</translation>
  </message>
  <message>
    <source>{count} locked stay</source>
    <translation>{count} bloqueadas fijas</translation>
  </message>
  <message>
    <source>Randomise all</source>
    <translation>Sortear todo</translation>
  </message>
  <message>
    <source>Draws all unlocked dimensions anew from the prior; locked ones keep their value.</source>
    <translation>Sortea de nuevo según la distribución a priori todas las dimensiones no bloqueadas; las bloqueadas conservan su valor.</translation>
  </message>
  <message>
    <source>Random samples; locked dimensions stay</source>
    <translation>Muestras aleatorias; las dimensiones bloqueadas no cambian</translation>
  </message>
  <message>
    <source>1 locked stays</source>
    <translation>1 bloqueada fija</translation>
  </message>
</context>
</TS>
